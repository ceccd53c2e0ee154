/** How the cards of a graph stand on a phone: in the order they are read in, low ones in two columns, and what the model makes over the whole width. */
import type { HourglassDocument, NodeId } from '@/graph-engine/document/types';
import type { Preview } from '@/graph-engine/nodes/definition';
import { nodeOf } from '@/graph-engine/nodes/registry';

export interface PhoneCard {
  readonly id: NodeId;
  /** What it takes from, by the names of the nodes. */
  readonly from: readonly string[];
}
/** A card over the whole width, or two columns of them. */
export type PhoneRow = PhoneCard | readonly [readonly PhoneCard[], readonly PhoneCard[]];
export const isColumns = (row: PhoneRow): row is Exclude<PhoneRow, PhoneCard> => Array.isArray(row);

/** Rough heights in a column, in CSS pixels; what is not named has the whole width. */
const heights: Readonly<Partial<Record<Preview, number>>> = { none: 70, samples: 210, corrupted: 190, 'code-map': 240, 'code-use': 200, scores: 190 };

export function phoneRows({ nodes, wires }: Pick<HourglassDocument, 'nodes' | 'wires'>): readonly PhoneRow[] {
  const order = Object.values(nodes).toSorted((a, b) => a.position.x - b.position.x || a.position.y - b.position.y || (a.id < b.id ? -1 : 1));
  const rows: PhoneRow[] = [];
  let columns: [PhoneCard[], PhoneCard[]] | null = null;
  let filled: [number, number] = [0, 0];
  for (const { id, kind, collapsed } of order) {
    const from = [...new Set(Object.values(wires).flatMap((wire) => (wire.to.node === id ? (nodes[wire.from.node]?.name ?? []) : [])))];
    const height = heights[collapsed ? 'none' : (nodeOf(kind)?.traits.preview ?? 'none')];
    if (height === undefined) {
      columns = null;
      rows.push({ id, from });
      continue;
    }
    if (!columns) {
      rows.push((columns = [[], []]));
      filled = [0, 0];
    }
    const at: 0 | 1 = filled[0] <= filled[1] ? 0 : 1;
    columns[at].push({ id, from });
    filled[at] += height;
  }
  return rows;
}
