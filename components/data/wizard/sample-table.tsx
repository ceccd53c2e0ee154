/** The first rows of a file under heads in which each column is told what it is. Of many columns some are shown at a time. */
import { useState } from 'react';
import { columnKindOf } from '@/graph-engine/data/columns/registry';
import { isMissing, textOf } from '@/graph-engine/data/columns/missing-words';
import type { Scan } from '@/graph-engine/data/tables/scan';
import { Button } from '@/components/ui/button';
import { ColumnHead } from './column-head';
import { withKind, withMissing, withPreparation, type TableDraft } from './table-draft';
import styles from './wizard.module.css';

const ROWS = 6;
const COLUMNS = 64;

export function SampleTable({ draft, scan, disabled, change }: { readonly draft: TableDraft; readonly scan: Scan; readonly disabled: boolean; change(draft: TableDraft): void }) {
  const [from, setFrom] = useState(0);
  const shown = draft.columns.slice(from, from + COLUMNS).map((column, i) => ({ column, place: from + i }));
  const rows = Math.min(ROWS, scan.sample[0]?.length ?? 0);
  const total = draft.columns.length;
  return (
    <>
      <div className={styles.sample} role="region" aria-label="Columns and first rows" tabIndex={0}>
        <fieldset disabled={disabled}>
          <table>
            <thead>
              <tr>
                {shown.map(({ column, place }) => (
                  <th key={place} scope="col">
                    <ColumnHead
                      column={column}
                      seen={scan.seen[place]!}
                      onKind={(kind) => change(withKind(draft, scan, place, kind))}
                      onPreparation={(preparation) => change(withPreparation(draft, place, preparation))}
                      onMissing={(missing) => change(withMissing(draft, place, missing))}
                    />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {Array.from({ length: rows }, (_, row) => (
                <tr key={row}>
                  {shown.map(({ column, place }) => {
                    const cell = scan.sample[place]![row]!;
                    return (
                      <td key={place} data-role={columnKindOf(column.kind).role} data-kept={columnKindOf(column.kind).kept} title={isMissing(cell) ? undefined : textOf(cell)}>
                        {isMissing(cell) ? <i>missing</i> : textOf(cell).slice(0, 40)}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </fieldset>
      </div>
      {total > COLUMNS && (
        <nav className={styles.pages} aria-label="Columns that are shown">
          <Button size="small" disabled={from === 0} onClick={() => setFrom(from - COLUMNS)}>
            Earlier
          </Button>
          <span className="tabular">
            Columns {from + 1} to {Math.min(from + COLUMNS, total)} of {total.toLocaleString('en')}
          </span>
          <Button size="small" disabled={from + COLUMNS >= total} onClick={() => setFrom(from + COLUMNS)}>
            Later
          </Button>
        </nav>
      )}
    </>
  );
}
