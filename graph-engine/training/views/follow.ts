/** A few items on their way through the graph: what every port gives for the same ones. */
import { shownRows } from '../../inspect/by-column';
import type { ImageStrip } from '../image-strip';
import { rowCount, rowsBetween, type ItemRows } from '../session-data';
import { nothing, type ViewContext, type ViewOf } from './definition';
import { asImages, heldOut, tapsOf } from './model';

type Of = Parameters<ViewOf<'follow'>>[1]['of'];

function rowsOf(context: ViewContext, of: Of, count: number): ItemRows {
  const { session, data } = context;
  if (of === 'held-out') return heldOut(context, count);
  if (of === 'batch') return rowsBetween(session.data.batchRows(session.step), 0, count);
  // Tables of several Datasets need not be equally long: each gives the item at that place of a round.
  return new Map([...data.feeds].map(([id, { table }]) => [id, Uint32Array.of(of % table.count)]));
}

/** A reconstruction is what the view of reconstructions shows: of the categories of a row, probabilities. */
const shownAt = ({ session, roles }: ViewContext, tap: string, strip: ImageStrip, count: number): ImageStrip =>
  tap === roles.output?.tap ? { ...strip, values: shownRows(session.document, roles, strip.values, count) } : strip;

export const follow: ViewOf<'follow'> = async (context, { taps, count, of }) => {
  const { session } = context;
  const types = taps.map((tap) => {
    const [node, port] = tap.split('.') as [string, string];
    return session.analysis.nodes[node]?.types[port];
  });
  if (taps.length === 0 || types.some((type) => type === undefined)) return nothing('Nothing is computed at one of these ports.');
  // The batch is one of the model's own data, whatever is looked at.
  const source = of === 'batch' ? { ...context, data: session.data } : context;
  const rows = rowsOf(source, of, count);
  const found = rowCount(rows);
  if (found === 0) return nothing('There are no items to follow.');
  const isNoisy = Object.values(session.analysis.nodes).some((node) => Object.values(node.types).some((type) => type.tag === 'data' && type.corrupted));
  const values = await tapsOf(source, taps, rows, isNoisy ? 'evaluate' : 'infer');
  return {
    kind: 'follow',
    items: Object.fromEntries([...rows].map(([id, indices]) => [id, indices.slice(0, found)])),
    ports: Object.fromEntries(taps.map((tap, i) => [tap, shownAt(context, tap, asImages(values[i]!, types[i]!, found), found)])),
  };
};
