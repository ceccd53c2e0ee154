/** Rows as a person reads them: values and reconstructions in the units of the file, or pictures. */
import { placesOf, type Place } from '../../data/columns/layout';
import { columnKindOf } from '../../data/columns/registry';
import { rowsAt } from '../../data/rows/read-rows';
import { rowCount, type ItemRows } from '../session-data';
import type { ViewContext } from '../views/definition';
import { asImages, tapsOf } from '../views/model';
import type { AnomalyRows, RowColumn } from './types';

const columnOf = ({ settings: { name, kind, names } }: Place): RowColumn => ({ name, names: columnKindOf(kind).kept === 'numbers' ? null : (names ?? []), isDate: kind === 'date' });

/** `shares`: [rows, names] of these rows. The graph must reconstruct something. */
export async function rowDetails(context: ViewContext, rows: ItemRows, shares: Float64Array): Promise<AnomalyRows> {
  const { data, output } = context.roles;
  const feed = context.data.feeds.get(data!.node)!;
  const items = rows.get(data!.node)!.slice(0, rowCount(rows));
  if (items.length === 0) return { items, shares, table: null, pictures: null };
  const [clean, given] = await tapsOf(context, [data!.tap, output!.tap], rows);
  const images = asImages(given!, output!.type, items.length);
  const places = placesOf(feed.settings.columns);
  if (places.length === 0) return { items, shares, table: null, pictures: { input: { shape: clean!.shape, count: items.length, values: clean!.values }, output: images } };
  const { shape } = feed.table;
  const { values, items: at } = rowsAt(feed.table, items);
  const width = places.length;
  return {
    items,
    shares,
    pictures: null,
    table: {
      columns: places.map(columnOf),
      values: Float64Array.from({ length: items.length * width }, (_, i) => values[at[Math.floor(i / width)]! * shape[0]! + places[i % width]!.column]!),
      reconstructions: Float64Array.from(feed.preparation.undo(feed.fitted, images.values, items.length)),
    },
  };
}
