import { sizeOf } from '../../document/shape';
import { itemErrors } from '../item-errors';
import { rowCount } from '../session-data';
import { nothing, type ViewOf } from './definition';
import { tapsOf } from './model';

/** Codes and errors of all items that are looked at, in the order of their file; of a table in a file, of the first of them. */
export const items: ViewOf<'items'> = async (context) => {
  const rows = context.data.shownRows();
  const { code, data } = context.roles;
  const errors = await itemErrors(context, rows);
  if (!code && !errors) return nothing('This graph has neither a code nor a reconstruction.');
  const [codes] = code ? await tapsOf(context, [code.tap], rows) : [];
  const labels = (data && context.data.feeds.get(data.node)?.table.labels) ?? null;
  return { kind: 'items', rows: rowCount(context.data.allRows()), count: rowCount(rows), errors, codes: codes ? { size: sizeOf(codes.shape), values: codes.values } : null, labels };
};
