/** A part of a document that can be copied and pasted, also as text through the system clipboard. */
import * as z from 'zod/mini';
import { graphShape } from './schema';
import { stableJson } from './save';
import type { HourglassDocument } from './types';
import { currentVersion } from './version';

export const fragmentSchema = z.strictObject({
  format: z.literal('hourglass-fragment', { error: 'expected “hourglass-fragment”' }),
  version: z.literal(currentVersion, { error: `expected a version up to ${currentVersion}, which this Hourglass reads` }),
  ...graphShape,
});
export type Fragment = Pick<HourglassDocument, 'nodes' | 'wires' | 'frames' | 'notes'> & {
  readonly format: 'hourglass-fragment';
  readonly version: typeof currentVersion;
};

/** The nodes, frames and notes of these ids, with the wires between the nodes. */
export function copyFragment(document: HourglassDocument, ids: Iterable<string>): Fragment {
  const chosen = new Set(ids);
  const pick = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([id]) => chosen.has(id)));
  const nodes = pick(document.nodes);
  const inside = Object.entries(document.wires).filter(([, wire]) => Object.hasOwn(nodes, wire.from.node) && Object.hasOwn(nodes, wire.to.node));
  return {
    format: 'hourglass-fragment',
    version: currentVersion,
    nodes,
    wires: Object.fromEntries(inside),
    frames: pick(document.frames),
    notes: pick(document.notes),
  };
}

export const printFragment = (fragment: Fragment): string => stableJson(fragment);
