/** The first rows of a table, as many columns of them as a node has room for. */
import { headOf } from '@/graph-engine/data/rows/in-memory';
import type { DataTable } from '@/graph-engine/data/table';
import { featureText, labelText } from '@/components/data/browse/cell-text';
import styles from './table-preview.module.css';

const ROWS = 4;

export function TablePreview({ table: whole }: { readonly table: DataTable }) {
  const table = headOf(whole);
  const columns = table.columns ?? [];
  const room = table.labels ? 2 : 3;
  const rows = Array.from({ length: Math.min(ROWS, table.count) }, (_, row) => row);
  const more = columns.length - room;
  return (
    <table className={styles.table} aria-label={`First rows of ${table.name}`}>
      <thead>
        <tr>
          {table.labels && <th scope="col">{table.labelColumn ?? 'label'}</th>}
          {columns.slice(0, room).map(({ name }) => (
            <th key={name} scope="col" title={name}>
              {name}
            </th>
          ))}
          {more > 0 && <th scope="col">+{more}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row}>
            {table.labels && <td className={styles.label}>{labelText(table, row)}</td>}
            {columns.slice(0, room).map(({ name, kind }, column) => (
              <td key={name} data-kind={kind}>
                {featureText(table, row, column) || '–'}
              </td>
            ))}
            {more > 0 && <td>…</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
