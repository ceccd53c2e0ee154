/** Applies commands to a document: all of them, or none. */
import { createDraft, current, enablePatches, finishDraft, type Patch } from 'immer';
import type { KindCatalogue } from './catalogue';
import { commands, type CommandArgs, type CommandName } from './commands';
import type { Command } from './commands/definition';
import { freshIds, idsOf, randomIds, type IdGenerator } from './ids';
import { own } from './own';
import type { Refusal } from './refusal';
import type { HourglassDocument } from './types';

enablePatches();

/** One command with its arguments. */
export type Edit = { readonly [N in CommandName]: { readonly name: N; readonly args: CommandArgs<N> } }[CommandName];

export interface Change {
  readonly document: HourglassDocument;
  /** From the old document to the new one, and back. */
  readonly patches: readonly Patch[];
  readonly inverse: readonly Patch[];
  /** For the history: the first command's. */
  readonly label: string;
  readonly mergeKey: string | null;
  /** Ids of the nodes, layers, wires, frames and notes that are new. */
  readonly created: readonly string[];
}

/** The command of that name; a name that there is not is the caller's mistake. */
export function commandNamed(name: string): Command {
  const command = own<Command>(commands, name);
  if (!command) throw new Error(`internal: there is no command “${name}”`);
  return command;
}

function readArgs(command: Command, args: unknown): unknown {
  const result = command.schema.safeParse(args);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Error(`internal: wrong arguments of ${command.name} at ${issue?.path.join('.') || 'top'}: ${issue?.message ?? ''}`);
}

function createdBy(patches: readonly Patch[]): readonly string[] {
  return patches.flatMap(({ op, path }) => {
    if (op !== 'add' || (path.length !== 2 && !(path.length === 4 && path[2] === 'layers'))) return [];
    return [String(path.at(-1))];
  });
}

/** Gives a refusal (`reason` is in it) or the change. Misuse, such as arguments of the wrong type, throws. */
export function runCommands(
  document: HourglassDocument,
  edits: readonly { readonly name: string; readonly args: unknown }[],
  catalogue: KindCatalogue,
  generate: IdGenerator = randomIds,
): Change | Refusal {
  const draft = createDraft(document);
  let give: IdGenerator | null = null;
  const newId: IdGenerator = (prefix) => {
    give ??= freshIds(idsOf(current(draft) as HourglassDocument), generate);
    return give(prefix);
  };
  let label = '';
  let mergeKey: string | null = null;
  for (const [index, edit] of edits.entries()) {
    const command = commandNamed(edit.name);
    const args = readArgs(command, edit.args);
    if (index === 0) {
      label = command.label(args, document, catalogue);
      mergeKey = edits.length === 1 ? (command.mergeKey?.(args) ?? null) : null;
    }
    const refusal = command.apply(draft, args, { catalogue, newId });
    if (refusal) return refusal;
  }
  let patches: readonly Patch[] = [];
  let inverse: readonly Patch[] = [];
  const next = finishDraft(draft, (forward, back) => {
    patches = forward;
    inverse = back;
  }) as HourglassDocument;
  return { document: next, patches, inverse, label, mergeKey, created: createdBy(patches) };
}

export const isRefusal = (result: Change | Refusal): result is Refusal => 'reason' in result;
