/** A part of a document that can be copied and pasted, also as text through the system clipboard. */
import * as z from 'zod/mini';
import { limits } from './limits';
import { own } from './own';
import { graphShape, portRefSchema } from './schema';
import { stableJson } from './save';
import type { HourglassDocument, PortRef } from './types';
import { currentVersion } from './version';

export const fragmentSchema = z.strictObject({
  format: z.literal('hourglass-fragment', { error: 'expected “hourglass-fragment”' }),
  version: z.literal(currentVersion, { error: `expected a version up to ${currentVersion}, which this Hourglass reads` }),
  ...graphShape,
  inputs: z.optional(z.readonly(z.array(z.strictObject({ from: portRefSchema, to: portRefSchema })).check(z.maxLength(limits.wires)))),
});
export type Fragment = Pick<HourglassDocument, 'nodes' | 'wires' | 'frames' | 'notes'> & {
  readonly format: 'hourglass-fragment';
  readonly version: typeof currentVersion;
  /** Wires into the copy from what was not copied, which are drawn again where inputs are kept. */
  readonly inputs?: readonly { readonly from: PortRef; readonly to: PortRef }[] | undefined;
};

/** The nodes, frames and notes of these ids, and what collapsed frames among them hold, with the wires between the nodes. */
export function copyFragment(document: HourglassDocument, ids: Iterable<string>): Fragment {
  const asked = [...ids];
  const chosen = new Set([...asked, ...asked.flatMap((id) => own(document.frames, id)?.holds ?? [])]);
  const pick = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([id]) => chosen.has(id)));
  const nodes = pick(document.nodes);
  const inside = Object.entries(document.wires).filter(([, wire]) => Object.hasOwn(nodes, wire.from.node) && Object.hasOwn(nodes, wire.to.node));
  const inputs = Object.values(document.wires).filter((wire) => !Object.hasOwn(nodes, wire.from.node) && Object.hasOwn(nodes, wire.to.node));
  return {
    format: 'hourglass-fragment',
    version: currentVersion,
    nodes,
    wires: Object.fromEntries(inside),
    frames: pick(document.frames),
    notes: pick(document.notes),
    ...(inputs.length > 0 && { inputs: inputs.map(({ from, to }) => ({ from, to })) }),
  };
}

export const printFragment = (fragment: Fragment): string => stableJson(fragment);
