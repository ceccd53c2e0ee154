/** Rows of a generated table, each from a stream of random numbers of its own. */
import { Random, streams } from '../../../random/counter';
import type { ColumnSettings } from '../../columns/settings';
import type { MemoryTable, FeatureColumn } from '../../table';
import type { LabelledSet, LoadOptions } from '../definition';
import { reportEvery } from '../progress';

export interface Row {
  /** One number for each column that is fed, in their order; of a category the place of its name. */
  readonly values: readonly number[];
  readonly factors: readonly number[];
}

export interface DrawnTable extends LabelledSet {
  readonly columns: readonly ColumnSettings[];
}

/** `shares`: of each label, adding up to 1. `row` draws one of a label. */
export function drawRows(set: DrawnTable, options: LoadOptions, shares: readonly number[], factors: readonly string[], row: (random: Random, label: number) => Row): MemoryTable {
  const count = options.count || set.defaultCount;
  const columns = set.columns.flatMap(({ name, kind, names }): FeatureColumn[] => (kind === 'number' || kind === 'category' ? [{ name, kind, ...(kind === 'category' && { names: names! }) }] : []));
  const values = new Float64Array(count * columns.length);
  const known = new Float32Array(count * factors.length);
  const labels = new Uint8Array(count);
  const [look, classes] = [streams.items(options.seed, set.id), streams.classes(options.seed, set.id)];
  const report = reportEvery(options, count);
  for (let item = 0; item < count; item++) {
    report(item);
    labels[item] = choose(new Random(classes, item), shares);
    const drawn = row(new Random(look, item), labels[item]!);
    values.set(drawn.values, item * columns.length);
    known.set(drawn.factors, item * factors.length);
  }
  return { name: set.title, shape: [columns.length], range: 'real', count, values, scale: 1, labels, labelNames: set.labelNames, factors: { names: factors, values: known }, columns };
}

/** A place, each as likely as its weight says. */
export function choose(random: Random, weights: readonly number[]): number {
  let left = random.uniform(0, weights.reduce((sum, weight) => sum + weight, 0));
  return Math.max(0, weights.findIndex((weight) => (left -= weight) < 0));
}

/** As it stands in a table: with so many digits after the point. */
export const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

/** Knuth's way, for small means. */
export function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.uniform(); product > limit; product *= random.uniform()) count++;
  return count;
}
