/** How far each item is from its reconstruction. */
import { shownRows } from '../inspect/by-column';
import type { ViewContext } from './views/definition';
import { rowCount, rowsBetween, type ItemRows } from './session-data';
import { asImages, tapsOf } from './views/model';

/** Items at a time, so that a large set needs no memory of its size. */
const CHUNK = 250;

/** The sum of the squared differences of each item, in double precision, with nothing random; null where the graph reconstructs nothing. */
export async function itemErrors(context: ViewContext, rows: ItemRows): Promise<Float64Array | null> {
  const { data, output } = context.roles;
  if (!data || !output) return null;
  const count = rowCount(rows);
  const errors = new Float64Array(count);
  for (let from = 0; from < count; from += CHUNK) {
    const some = Math.min(CHUNK, count - from);
    const chunk = rowsBetween(rows, from, from + some);
    const [clean, given] = await tapsOf(context, [data.tap, output.tap], chunk);
    const values = shownRows(context.session.document, context.roles, asImages(given!, output.type, some).values, some);
    const size = values.length / some;
    for (let i = 0; i < values.length; i++) errors[from + Math.floor(i / size)]! += (clean!.values[i]! - values[i]!) ** 2;
  }
  return errors;
}
