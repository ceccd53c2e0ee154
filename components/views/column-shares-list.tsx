/** A bar for each column of a table: what it gives to the error, the greatest share first. */
import type { ColumnShares } from '@/graph-engine/training/column-share';
import { printLoss } from '@/components/training/print';
import styles from './column-shares.module.css';

export const percent = (share: number): string => (share > 0 && share < 0.001 ? '< 0.1 %' : `${(100 * share).toFixed(1)} %`);

export function ColumnSharesList({ columns, most }: { readonly columns: ColumnShares['columns']; readonly most: number }) {
  const sorted = columns.toSorted((a, b) => b.share - a.share);
  const greatest = Math.max(1e-12, sorted[0]?.share ?? 0);
  return (
    <>
      <ul className={styles.bars} aria-label="Share of each column in the error">
        {sorted.slice(0, most).map(({ name, kind, error, share }) => (
          <li key={name} data-kind={kind} title={`${name}: ${printLoss(error)} per row, ${percent(share)} of the error`}>
            <span>{name}</span>
            <i aria-hidden style={{ inlineSize: `${(100 * share) / greatest}%` }} />
            <small>{percent(share)}</small>
          </li>
        ))}
      </ul>
      {sorted.length > most && <p className={styles.more}>and {(sorted.length - most).toLocaleString('en')} columns with less</p>}
    </>
  );
}
