/** What the threshold does to the rows: shares, and the four counts they are made of. */
import type { Judgement } from '@/graph-engine/inspect/anomaly/judgement';
import type { Rule } from './judging';
import { percentText } from './print-row';
import styles from './anomalies.module.css';
import tables from './tables.module.css';

const count = (number: number): string => number.toLocaleString('en');

export function ThresholdFigures({ judgement, isKnown, rule }: { readonly judgement: Judgement; readonly isKnown: boolean; readonly rule: Rule }) {
  const { truePositives, falsePositives, trueNegatives, falseNegatives, precision, recall, f1, falsePositiveRate } = judgement;
  if (!isKnown) {
    const all = falsePositives + trueNegatives;
    return (
      <p className={styles.figures} data-testid="anomaly-figures">
        <b>{count(falsePositives)}</b> of {count(all)} rows lie above the threshold, {percentText(all === 0 ? null : falsePositives / all)}. How many of these are wrong is not known: no labels say what is normal.
      </p>
    );
  }
  const alarms = rule.kind === 'alarms' && falsePositiveRate !== null ? falsePositiveRate * rule.rowsADay : null;
  return (
    <div className={styles.judgement} data-testid="anomaly-figures">
      <dl className={styles.figures}>
        <Figure title="Precision" value={percentText(precision)} help="Of the rows called anomalous, those that are." />
        <Figure title="Recall" value={percentText(recall)} help="Of the anomalous rows, those that are called so." />
        <Figure title="F1" value={f1 === null ? '—' : f1.toFixed(3)} help="Harmonic mean of precision and recall." />
        <Figure title="False positives" value={percentText(falsePositiveRate)} help="Of the normal rows, those that are called anomalous." />
        {alarms !== null && <Figure title="False alarms a day" value={Number(alarms.toPrecision(3)).toLocaleString('en')} help="The share of false positives times the normal rows a day." />}
      </dl>
      <table className={tables.confusion} aria-label="Rows by what they are and what they are called">
        <thead>
          <tr>
            <td />
            <th scope="col">called anomalous</th>
            <th scope="col">called normal</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">anomalous</th>
            <td data-good>{count(truePositives)}</td>
            <td>{count(falseNegatives)}</td>
          </tr>
          <tr>
            <th scope="row">normal</th>
            <td>{count(falsePositives)}</td>
            <td data-good>{count(trueNegatives)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function Figure({ title, value, help }: { readonly title: string; readonly value: string; readonly help: string }) {
  return (
    <div title={help}>
      <dt>{title}</dt>
      <dd>{value}</dd>
    </div>
  );
}
