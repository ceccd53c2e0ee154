/** Which columns of a table make the error of their reconstructions: what each gives to the sum over a row, in the mean over rows. */
import { columnErrors } from '../inspect/anomaly/column-errors';
import { isByColumn, rowLoss } from '../inspect/by-column';
import { wiresInto } from '../document/wires-into';
import { rowCount, rowsBetween, type ItemRows } from './session-data';
import { asImages, tapsOf } from './views/model';
import type { ViewContext } from './views/definition';
import type { ColumnShares } from './column-share';

/** Rows at a time, so that a large set needs no memory of its size. */
const CHUNK = 250;

/** Where the Loss gets told what was measured; what was not counts for nothing there, nor here. */
function maskTap({ session: { document, analysis }, roles }: ViewContext): string | null {
  const loss = rowLoss(document, roles);
  const from = loss && wiresInto(document, loss.id).find((wire) => analysis.nodes[wire.from.node]!.outputs.find(({ id }) => id === wire.from.port)?.aside === 'mask')?.from;
  return from ? `${from.node}.${from.port}` : null;
}

/** With nothing random; null where no rows of a table are reconstructed. */
export async function columnShares(context: ViewContext, rows: ItemRows): Promise<ColumnShares | null> {
  const { data, output } = context.roles;
  const places = data?.type.tag === 'data' ? data.type.places : undefined;
  if (!data || !output || !places) return null;
  const mixed = isByColumn(context.session.document, context.roles);
  const mask = maskTap(context);
  const count = rowCount(rows);
  const sums = new Float64Array(places.length);
  for (let from = 0; from < count; from += CHUNK) {
    const some = Math.min(CHUNK, count - from);
    const chunk = rowsBetween(rows, from, from + some);
    const [clean, given, measured] = await tapsOf(context, [data.tap, output.tap, ...(mask ? [mask] : [])], chunk);
    const { errors } = columnErrors(clean!.values, asImages(given!, output.type, some).values, some, places, mixed);
    const width = clean!.values.length / some;
    for (let i = 0; i < errors.length; i++) {
      const [row, column] = [Math.floor(i / places.length), i % places.length];
      sums[column]! += errors[i]! * (measured?.values[row * width + places[column]!.at] ?? 1);
    }
  }
  const total = sums.reduce((all, sum) => all + sum, 0);
  return { rows: count, mixed, columns: places.map(({ name, kind }, i) => ({ name, kind, error: sums[i]! / count, share: total > 0 ? sums[i]! / total : 0 })) };
}
