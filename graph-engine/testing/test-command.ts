/** The laws that every command keeps: apply, undo, redo, JSON, save and open. */
import { applyPatches, type Patch } from 'immer';
import { expect } from 'vitest';
import type { KindCatalogue } from '../document/catalogue';
import type { CommandArgs, CommandName } from '../document/commands';
import { sequentialIds } from '../document/ids';
import { openDocument } from '../document/open';
import { isRefusal, runCommands, type Change } from '../document/run-commands';
import type { Refusal } from '../document/refusal';
import { saveDocument } from '../document/save';
import type { HourglassDocument } from '../document/types';

const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Applies the command, checks the laws, and gives what came of it. A refusal must leave the document as it was. */
export function testCommand<N extends CommandName>(document: HourglassDocument, name: N, args: CommandArgs<N>, catalogue: KindCatalogue): Change | Refusal {
  const before = JSON.stringify(document);
  const run = (given: unknown): Change | Refusal => runCommands(document, [{ name, args: given }], catalogue, sequentialIds());
  const result = run(args);
  expect(JSON.stringify(document), 'the old document stays as it was').toBe(before);
  expect(run(throughJson(args)), 'the arguments survive JSON').toEqual(result);
  if (isRefusal(result)) {
    expect(result.reason).toMatch(/^.{8,}\.$/s);
    return result;
  }
  expect(result.label.length).toBeGreaterThan(2);
  const undone: HourglassDocument = applyPatches(result.document, result.inverse);
  expect(undone, 'undo').toEqual(document);
  expect(applyPatches(undone, result.patches), 'redo').toEqual(result.document);
  expect(applyPatches(document, throughJson(result.patches) as Patch[]), 'patches survive JSON').toEqual(result.document);
  expect(applyPatches(result.document, throughJson(result.inverse) as Patch[]), 'inverses survive JSON').toEqual(document);
  const opened = openDocument(saveDocument(result.document), catalogue);
  expect(opened, 'save, then open').toMatchObject({ ok: true });
  if (opened.ok) expect(opened.document).toEqual(result.document);
  return result;
}
