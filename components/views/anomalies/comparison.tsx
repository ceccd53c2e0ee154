/** The model beside simpler means, which were fitted on the same rows: areas with their intervals, and a sentence that says who ranks best. */
import { areaText, rivalNames, verdict, type Rival } from '@/graph-engine/inspect/anomaly/verdict';
import type { Interval } from '@/graph-engine/inspect/anomaly/bootstrap';
import type { AreasOf } from '@/graph-engine/training/anomaly/types';
import { baselineIds, type FoundBaseline } from './use-baselines';
import styles from './anomalies.module.css';

interface ComparisonProps {
  readonly title: string;
  readonly areas: AreasOf;
  readonly found: Readonly<Record<string, FoundBaseline>>;
}
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export function verdictOf(areas: AreasOf, found: Readonly<Record<string, FoundBaseline>>): string {
  const rivals = Object.entries(found).flatMap(([id, { areas: other }]): Rival[] => (other ? [{ auc: other.auc, interval: other.intervals?.auc ?? null, ...rivalNames[id]! }] : []));
  return verdict({ auc: areas.auc, interval: areas.intervals?.auc ?? null }, rivals);
}

export function Comparison({ title, areas, found }: ComparisonProps) {
  const known = baselineIds.flatMap((id) => found[id]?.areas?.auc ?? []);
  const best = Math.max(areas.auc, ...known);
  return (
    <table className={styles.comparison} aria-label="The model beside simpler means">
      <thead>
        <tr>
          <td />
          <th scope="col" title="Area under the ROC curve: the share of pairs of an anomalous and a normal row in which the anomalous one has the higher score">
            ROC area
          </th>
          <th scope="col" title="Average precision: the area under the precision–recall curve, in steps">
            PR area
          </th>
        </tr>
      </thead>
      <tbody>
        <Row title="This model" note={title} areas={areas} best={best} own />
        {baselineIds.map((id) => (
          <Row key={id} title={found[id]?.title ?? capital(rivalNames[id]!.name)} note={found[id]?.help ?? ''} areas={found[id] ? found[id].areas : undefined} best={best} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly title: string;
  readonly note: string;
  /** Undefined while it is being computed. */
  readonly areas: AreasOf | null | undefined;
  readonly best: number;
  readonly own?: boolean;
}
function Row({ title, note, areas, best, own }: RowProps) {
  return (
    <tr data-own={own || undefined} data-best={(areas && areas.auc === best) || undefined}>
      <th scope="row" title={note}>
        {title}
      </th>
      {areas ? (
        <>
          <Area value={areas.auc} interval={areas.intervals?.auc ?? null} />
          <Area value={areas.averagePrecision} interval={areas.intervals?.averagePrecision ?? null} />
        </>
      ) : (
        <td colSpan={2} className={styles.note}>
          {areas === null ? '—' : 'computing…'}
        </td>
      )}
    </tr>
  );
}
function Area({ value, interval }: { readonly value: number; readonly interval: Interval | null }) {
  return (
    <td>
      <b>{areaText(value)}</b>
      {interval && <small title="95 % of what other rows of the same kind would give (bootstrap)">{`${areaText(interval.low)}–${areaText(interval.high)}`}</small>}
      <i aria-hidden>
        {interval && <i style={{ left: `${100 * interval.low}%`, width: `${Math.max(1, 100 * (interval.high - interval.low))}%` }} />}
        <i data-point style={{ left: `${100 * value}%` }} />
      </i>
    </td>
  );
}
