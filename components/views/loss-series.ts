/** From the log's columns to the series of the chart: the total first, then each term, training solid and validation dashed. */
import type { Column, MetricsLog } from '@/components/training/metrics-log';

export interface LossSeries {
  readonly key: string;
  readonly label: string;
  readonly term: string;
  readonly set: Column['set'];
  /** Position of the term, for its colour. */
  readonly order: number;
  readonly values: readonly (number | null)[];
}

export function seriesOf(log: MetricsLog): readonly LossSeries[] {
  const terms = [...new Set(log.columns.map(({ term }) => term))].sort((a, b) => Number(b === 'loss') - Number(a === 'loss'));
  return terms.flatMap((term, order) =>
    (['train', 'validation'] as const).flatMap((set) => {
      const column = log.columns.find((column) => column.term === term && column.set === set);
      const name = term === 'loss' ? 'total loss' : term;
      return column ? [{ key: `${set} ${term}`, label: set === 'train' ? name : `${name} · val`, term, set, order, values: column.values }] : [];
    }),
  );
}

/** A running mean that forgets with `weight`; gaps stay gaps. 0 smooths nothing. */
export function smooth(values: readonly (number | null)[], weight: number): (number | null)[] {
  let mean = 0;
  let total = 0;
  return values.map((value) => {
    if (value === null) return null;
    mean = weight * mean + (1 - weight) * value;
    total = weight * total + (1 - weight);
    return mean / total;
  });
}
