/** Rows of a table in the user's units, with their label and what is known beside them; so many at a time. */
import { useEffect, useState } from 'react';
import { headOf, isInMemory } from '@/graph-engine/data/rows/in-memory';
import type { DataTable, Numbers } from '@/graph-engine/data/table';
import { reportFault } from '@/components/studio-state/messages';
import { Button } from '@/components/ui/button';
import { rowRange } from '../rows/some-rows';
import styles from './browse.module.css';
import { featureText, labelText, sideText } from './cell-text';

const COLUMNS = 100;

export function RowsTable({ table, perPage }: { readonly table: DataTable; readonly perPage: number }) {
  const [from, setFrom] = useState(0);
  const count = Math.min(perPage, table.count - from);
  const rows = Array.from({ length: count }, (_, i) => from + i);
  const numbers = useNumbers(table, from, count);
  const columns = table.columns!.slice(0, COLUMNS);
  const beside = table.beside ?? [];
  return (
    <>
      <div className={styles.rows} role="region" aria-label={`Rows of ${table.name}`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">#</th>
              {table.labels && (
                <th scope="col" data-role="label">
                  {table.labelColumn ?? 'label'}
                </th>
              )}
              {columns.map(({ name }) => (
                <th key={name} scope="col" title={name}>
                  {name}
                </th>
              ))}
              {beside.map(({ name }) => (
                <th key={name} scope="col" title={name} data-role="beside">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row}>
                <th scope="row">{(row + 1).toLocaleString('en')}</th>
                {table.labels && <td data-role="label">{labelText(table, row)}</td>}
                {columns.map(({ name, kind }, column) => {
                  const text = numbers ? featureText({ ...table, values: numbers.values }, row - numbers.first, column) : '…';
                  return (
                    <td key={name} data-kind={kind} title={text || undefined}>
                      {text || <i>missing</i>}
                    </td>
                  );
                })}
                {beside.map((side) => {
                  const text = sideText(side, row);
                  return (
                    <td key={side.name} data-role="beside" title={text || undefined}>
                      {text}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {table.columns!.length > COLUMNS && <p className={styles.hint}>The first {COLUMNS} of {table.columns!.length.toLocaleString('en')} columns.</p>}
      <Pages from={from} perPage={perPage} total={table.count} what="Rows" go={setFrom} />
    </>
  );
}

interface Shown {
  readonly values: Numbers;
  /** The row that they begin with. */
  readonly first: number;
}
/** Of a table in a file, what is not among its first rows is read; null meanwhile. */
function useNumbers(table: DataTable, first: number, count: number): Shown | null {
  const [read, setRead] = useState<(Shown & { readonly of: DataTable }) | null>(null);
  const head = headOf(table);
  const isHere = isInMemory(table) || first + count <= head.count;
  useEffect(() => {
    if (isHere) return;
    let wanted = true;
    rowRange(table, first, count).then((values) => wanted && setRead({ values, first, of: table }), reportFault);
    return () => void (wanted = false);
  }, [table, first, count, isHere]);
  if (isHere) return { values: head.values, first: 0 };
  return read?.of === table && read.first === first ? read : null;
}

export function Pages({ from, perPage, total, what, go }: { readonly from: number; readonly perPage: number; readonly total: number; readonly what: string; go(from: number): void }) {
  if (total <= perPage) return null;
  const last = Math.floor((total - 1) / perPage) * perPage;
  return (
    <nav className={styles.pages} aria-label={`${what} that are shown`}>
      <Button size="small" className={styles.far} disabled={from === 0} onClick={() => go(0)}>
        First
      </Button>
      <Button size="small" disabled={from === 0} onClick={() => go(from - perPage)}>
        Earlier
      </Button>
      <span className="tabular">
        {what} {(from + 1).toLocaleString('en')} to {Math.min(from + perPage, total).toLocaleString('en')} of {total.toLocaleString('en')}
      </span>
      <Button size="small" disabled={from >= last} onClick={() => go(from + perPage)}>
        Later
      </Button>
      <Button size="small" className={styles.far} disabled={from >= last} onClick={() => go(last)}>
        Last
      </Button>
    </nav>
  );
}
