/** The first rows of a table, as many columns of them as a node has room for. */
import { headOf } from '@/graph-engine/data/rows/in-memory';
import type { DataTable } from '@/graph-engine/data/table';
import { featureText, labelText } from '@/components/data/browse/cell-text';
import styles from './table-preview.module.css';

const ROWS = 6;

interface TablePreviewProps {
  readonly table: DataTable;
  /** The row that is followed through the graph. */
  readonly chosen: number | null;
  onChoose(row: number): void;
}

export function TablePreview({ table: whole, chosen, onChoose }: TablePreviewProps) {
  const table = headOf(whole);
  const columns = table.columns ?? [];
  const room = table.labels ? 2 : 3;
  const rows = Array.from({ length: Math.min(ROWS, table.count) }, (_, row) => row);
  const label = table.labelColumn ?? 'label';
  const more = columns.length - room;
  return (
    <table className={styles.table} aria-label={`First rows of ${table.name}`}>
      <thead>
        <tr>
          {table.labels && (
            <th scope="col" title={label}>
              {label}
            </th>
          )}
          {columns.slice(0, room).map(({ name }) => (
            <th key={name} scope="col" title={name}>
              {name}
            </th>
          ))}
          {more > 0 && <th scope="col">+{more}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const shown = columns.slice(0, room).map(({ name, kind }, column) => ({ name, kind: kind as string, text: featureText(table, row, column) || '–' }));
          const cells = table.labels ? [{ name: '', kind: 'label', text: labelText(table, row) }, ...shown] : shown;
          return (
            <tr key={row} data-chosen={row === chosen || undefined} onClick={() => onChoose(row)}>
              {cells.map(({ name, kind, text }, i) => (
                <td key={name} data-kind={kind} title={i > 0 ? text : undefined} className={kind === 'label' ? styles.label : undefined}>
                  {i > 0 ? (
                    text
                  ) : (
                    <button type="button" aria-pressed={row === chosen} title={`${text}: follow this row through the graph`}>
                      {text}
                    </button>
                  )}
                </td>
              ))}
              {more > 0 && <td>…</td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
