/** Trains a document for some steps, exports it as a module for the web, and runs the check that comes with it. */
import { expect } from 'vitest';
import { generateWeb, refusals } from '../codegen/web';
import type { HourglassDocument } from '../document/types';
import { runNode, tablesFor, writeFiles } from './export-project';
import { trainForInference } from './train-for-inference';

/** What the check prints; it must end well, and nothing may be refused. */
export async function verifyWeb(document: HourglassDocument, path: string): Promise<string> {
  const { files, refused, session } = await trainForInference({ generate: generateWeb, refusals }, document, await tablesFor(document, 200));
  expect(refused).toEqual([]);
  writeFiles(path, await files(5));
  session.dispose();
  const { status, output } = await runNode(process.execPath, path, 'verify.js');
  expect(status, output).toBe(0);
  return output;
}
