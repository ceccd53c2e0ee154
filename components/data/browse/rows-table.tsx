/** Rows of a table in the user's units, with their label and what is known beside them; so many at a time. */
import { useState } from 'react';
import { headOf } from '@/graph-engine/data/rows/read-rows';
import type { DataTable } from '@/graph-engine/data/table';
import { Button } from '@/components/ui/button';
import styles from './browse.module.css';
import { featureText, labelText, sideText } from './cell-text';

const COLUMNS = 100;

export function RowsTable({ table: whole, perPage }: { readonly table: DataTable; readonly perPage: number }) {
  const table = headOf(whole);
  const [from, setFrom] = useState(0);
  const rows = Array.from({ length: Math.min(perPage, table.count - from) }, (_, i) => from + i);
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
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              {beside.map(({ name }) => (
                <th key={name} scope="col" data-role="beside">
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
                {columns.map(({ name, kind }, column) => (
                  <td key={name} data-kind={kind}>
                    {featureText(table, row, column) || <i>missing</i>}
                  </td>
                ))}
                {beside.map((side) => (
                  <td key={side.name} data-role="beside">
                    {sideText(side, row)}
                  </td>
                ))}
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
