/** Drawing a wire in a draft: checks it, replaces the old wire of a port that takes one, adds the new one. */
import { current } from 'immer';
import { canConnect, replacedWires } from '../can-connect';
import { limits } from '../limits';
import type { Refusal } from '../refusal';
import type { PortRef } from '../types';
import { chooseId, sizeOfRecord, tooMany } from './support';
import type { CommandContext, DocumentDraft } from './definition';

export function drawWire(draft: DocumentDraft, from: PortRef, to: PortRef, context: CommandContext, wished?: string): Refusal | void {
  // Read as plain values: looking at thousands of wires through the draft is slow.
  const plain = current(draft);
  const refusal = canConnect(plain, from, to, context.catalogue);
  if (refusal) return refusal;
  for (const id of replacedWires(plain, to, context.catalogue)) delete draft.wires[id];
  if (sizeOfRecord(draft.wires) >= limits.wires) return tooMany('wires');
  const id = chooseId(draft, wished, () => context.newId('wire'));
  draft.wires[id] = { id, from: { ...from }, to: { ...to }, bends: [] };
}
