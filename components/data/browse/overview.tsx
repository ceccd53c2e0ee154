/** The set as a whole: its parts, its labels, and what should be looked at. */
import type { TableFacts } from '@/graph-engine/data/facts/types';
import styles from './browse.module.css';
import { Histogram } from './histogram';

const LABELS = 24;
/** Of one kind; the others are named, and told in full where their columns are. */
const MOST_ALIKE = 3;

function gathered(warnings: TableFacts['warnings']): readonly string[] {
  const kinds = [...new Set(warnings.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => {
    const alike = warnings.filter((warning) => warning.kind === kind);
    const rest = alike.slice(MOST_ALIKE).flatMap(({ column }) => column ?? []);
    return [...alike.slice(0, MOST_ALIKE).map(({ text }) => text), ...(rest.length > 0 ? [`The same of ${rest.slice(0, 12).join(', ')}${rest.length > 12 ? ` and ${rest.length - 12} more` : ''}.`] : [])];
  });
}

export function Overview({ facts }: { readonly facts: TableFacts }) {
  const { parts, labels, duplicates, warnings, all } = facts;
  const most = Math.max(1, ...labels.map(({ count }) => count));
  return (
    <div className={styles.overview}>
      <dl className={styles.parts}>
        {([['Training', parts.train], ['Validation', parts.validation], ['Test', parts.test], ['Copies of earlier rows', duplicates]] as const).map(([term, count]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd className="tabular">{count.toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
      {warnings.length > 0 ? (
        <section>
          <h3>To look at</h3>
          <ul className={styles.warnings}>
            {gathered(warnings).map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </section>
      ) : (
        <p className={styles.sound}>Nothing here needs a second look.</p>
      )}
      {all && (
        <div className={styles.pair}>
          <Histogram binned={all.before} title="Numbers of the file" />
          <Histogram binned={all.after} title="Prepared" />
        </div>
      )}
      {labels.length > 0 && (
        <section>
          <h3>Labels</h3>
          <ul className={styles.bars}>
            {[...labels].sort((a, b) => b.count - a.count).slice(0, LABELS).map(({ name, count }) => (
              <li key={name}>
                <span>{name}</span>
                <meter min={0} max={most} value={count} aria-label={`${name}: ${count}`} />
                <small className="tabular">{count.toLocaleString('en')}</small>
              </li>
            ))}
            {labels.length > LABELS && <li>and {(labels.length - LABELS).toLocaleString('en')} more</li>}
          </ul>
        </section>
      )}
    </div>
  );
}
