/** Items of a table of tokens, each on a line with its number. */
import { tokensAt } from '@/graph-engine/data/text/texts';
import type { DataTable } from '@/graph-engine/data/table';
import styles from './texts.module.css';
import { TokenLine } from './token-line';

export function TextRows({ table, from = 0, count, label }: { readonly table: DataTable; readonly from?: number; readonly count: number; readonly label: string }) {
  const items = Array.from({ length: Math.min(count, table.count - from) }, (_, i) => from + i);
  return (
    <div className={styles.box}>
      <ol className={styles.texts} data-in-rows="" aria-label={label}>
        {items.map((item) => (
          <li key={item}>
            <span className={styles.number}>{(item + 1).toLocaleString('en')}</span>
            <TokenLine tokens={tokensAt(table, item)} kind={table.text!.tokens} />
          </li>
        ))}
      </ol>
    </div>
  );
}
