/** The model beside simpler means, which were fitted on the same rows: areas with their intervals, and a sentence that says who ranks best. */
import { areaText, rivalNames, verdict, type Rival } from '@/graph-engine/inspect/anomaly/verdict';
import type { Interval } from '@/graph-engine/inspect/anomaly/bootstrap';
import type { AreasOf } from '@/graph-engine/training/anomaly/types';
import { baselineIds, type FoundBaseline } from './use-anomaly-baselines';
import styles from './anomalies.module.css';
import tables from './tables.module.css';

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
  const all = [areas, ...baselineIds.flatMap((id) => found[id]?.areas ?? [])];
  // The bars begin a little before the lowest: all areas lie close to 1.
  const from = Math.max(0, Math.min(...all.flatMap(({ auc, averagePrecision, intervals }) => [auc, averagePrecision, intervals?.auc.low ?? 1, intervals?.averagePrecision.low ?? 1])) - 0.03);
  return (
    <table className={tables.comparison} aria-label="The model beside simpler means">
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
        <Row title="This model" note={title} areas={areas} best={best} from={from} own />
        {baselineIds.map((id) => (
          <Row key={id} title={found[id]?.title ?? capital(rivalNames[id]!.name)} note={found[id]?.help ?? ''} areas={found[id] ? found[id].areas : undefined} best={best} from={from} />
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
  readonly from: number;
  readonly own?: boolean;
}
function Row({ title, note, areas, best, from, own }: RowProps) {
  return (
    <tr data-own={own || undefined} data-best={(areas && areas.auc === best) || undefined}>
      <th scope="row" title={note}>
        {title}
      </th>
      {areas ? (
        <>
          <Area value={areas.auc} interval={areas.intervals?.auc ?? null} from={from} />
          <Area value={areas.averagePrecision} interval={areas.intervals?.averagePrecision ?? null} from={from} />
        </>
      ) : (
        <td colSpan={2} className={styles.note}>
          {areas === null ? '—' : 'computing…'}
        </td>
      )}
    </tr>
  );
}
function Area({ value, interval, from }: { readonly value: number; readonly interval: Interval | null; readonly from: number }) {
  const place = (area: number): string => `${(100 * (area - from)) / (1 - from || 1)}%`;
  return (
    <td>
      <b>{areaText(value)}</b>
      {interval && <small title="95 % of what other rows of the same kind would give (bootstrap)">{`${areaText(interval.low)}–${areaText(interval.high)}`}</small>}
      <i aria-hidden>
        {interval && <i style={{ left: place(interval.low), right: `calc(100% - ${place(interval.high)})` }} />}
        <i data-point style={{ left: place(value) }} />
      </i>
    </td>
  );
}
