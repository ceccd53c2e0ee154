/** How much each number of a code carries over real items: those that say nothing, which a variational autoencoder leaves at its prior, come last. */
import { sizeOf } from '../../document/shape';
import type { AxisMeasure } from '../protocol';
import type { ItemRows } from '../session-data';
import type { ViewContext } from './definition';
import { tapsOf } from './model';

export interface Carried {
  readonly measure: AxisMeasure;
  /** Of the `count` numbers from `from` on. */
  readonly values: readonly number[];
}

/** Of numbers `from` to `from + count` of the code; `codes`: [items, size], of `rows`. */
export async function whatAxesCarry(context: ViewContext, rows: ItemRows, codes: Float32Array, from: number, count: number): Promise<Carried> {
  const { session, roles } = context;
  const { node, type } = roles.code!;
  const size = sizeOf(type.shape);
  const items = codes.length / size;
  const port = Object.entries(session.analysis.nodes[node]?.types ?? {}).find(([, one]) => one.tag === 'distribution' && sizeOf(one.shape) === size)?.[0];
  const axes = Array.from({ length: count }, (_, i) => from + i);
  if (port === undefined) return { measure: 'variance', values: axes.map((axis) => variance(codes, size, axis)) };
  const [mean, logVariance] = await tapsOf(context, [`${node}.${port}`, `${node}.${port}.logVariance`], rows);
  // Kingma & Welling 2014, appendix B, of one dimension.
  const kl = (at: number): number => 0.5 * (mean!.values[at]! ** 2 + Math.exp(logVariance!.values[at]!) - logVariance!.values[at]! - 1);
  return { measure: 'KL', values: axes.map((axis) => Array.from({ length: items }, (_, item) => kl(item * size + axis)).reduce((sum, one) => sum + one, 0) / items) };
}

function variance(codes: Float32Array, size: number, axis: number): number {
  const items = codes.length / size;
  let [sum, squares] = [0, 0];
  for (let at = axis; at < codes.length; at += size) {
    sum += codes[at]!;
    squares += codes[at]! ** 2;
  }
  return Math.max(0, squares / items - (sum / items) ** 2);
}
