/** One column: its figures, its histogram before and after preparation, and what it tells of the label. */
import type { ColumnFacts } from '@/graph-engine/data/facts/types';
import type { DataWarning } from '@/graph-engine/data/facts/warnings';
import styles from './browse.module.css';
import { numberText } from './cell-text';
import { Histogram } from './histogram';

const VALUES = 6;
const short = (value: number): string => numberText(Number(value.toPrecision(4)));

export function ColumnCard({ column, preparation, warnings }: { readonly column: ColumnFacts; readonly preparation: string | null; readonly warnings: readonly DataWarning[] }) {
  const { name, kind, facts, values, before, after, tie } = column;
  const present = facts.count - facts.missing;
  const figures: readonly (readonly [string, string])[] = [
    ...(kind === 'number' && present > 0
      ? ([['Mean', short(facts.mean)], ['Deviation', short(facts.deviation)], ['Median', short(facts.median)]] as const)
      : []),
    ['Different', facts.distinct.toLocaleString('en')],
    ['Missing', facts.missing.toLocaleString('en')],
    ...(kind === 'number' && facts.outliers > 0 ? ([['Far out', facts.outliers.toLocaleString('en')]] as const) : []),
  ];
  return (
    <li className={styles.card}>
      <header>
        <h3 title={name}>{name}</h3>
        <small>{[kind === 'number' ? 'Number' : 'Category', preparation].filter(Boolean).join(', ')}</small>
      </header>
      {kind === 'number' ? (
        <div className={styles.pair}>
          <Histogram binned={before} title="In the file" />
          <Histogram binned={after} title="Prepared" />
        </div>
      ) : (
        <ul className={styles.bars}>
          {values.slice(0, VALUES).map(({ name: value, count }) => (
            <li key={value}>
              <span title={value}>{value}</span>
              <meter min={0} max={facts.count} value={count} aria-label={`${value}: ${count}`} />
              <small className="tabular">{count.toLocaleString('en')}</small>
            </li>
          ))}
          {values.length > VALUES && <li>and {(values.length - VALUES).toLocaleString('en')} more</li>}
        </ul>
      )}
      <dl className={styles.figures}>
        {figures.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd className="tabular">{value}</dd>
          </div>
        ))}
      </dl>
      {tie && (
        <p className={styles.tie} title={kind === 'number' ? 'The correlation ratio: the root of the share of its variance that lies between the labels.' : "Cramér's V"}>
          <span>Tie to the label</span>
          <meter min={0} max={1} value={tie.correlation} aria-label="Tie to the label" />
          <small className="tabular">{tie.correlation.toFixed(2)}</small>
        </p>
      )}
      {warnings.map(({ text }) => (
        <p key={text} className={styles.warning}>
          {text}
        </p>
      ))}
    </li>
  );
}
