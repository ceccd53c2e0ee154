/**
 * Isolation forest (Liu, Ting & Zhou 2008, "Isolation forest", algorithms 1–3): in trees with random splits, an odd row stands alone after few of them.
 */
import { Random } from '../../../random/random';
import { demandRows, demandWidth, tensorOf, type Baseline } from './definition';
import { addDepths, grow, LEAF, meanPath } from './isolation-tree';

/** The paper's figures. */
const TREES = 100;
const SAMPLE = 256;

export const isolationForest: Baseline = {
  id: 'isolationForest',
  title: 'Isolation forest',
  help: `How few random splits it takes to part the row from others, in ${TREES} trees of ${SAMPLE} training rows each: near 1 for odd rows, below .5 for common ones.`,
  fit(training, { seed }) {
    demandRows(training);
    const sample = Math.min(SAMPLE, training.count);
    const height = Math.ceil(Math.log2(Math.max(2, sample)));
    const nodes = 2 ** (height + 1) - 1;
    const columns = new Float32Array(TREES * nodes).fill(LEAF);
    const values = new Float32Array(TREES * nodes);
    const order = Uint32Array.from({ length: training.count }, (_, i) => i);
    for (let tree = 0; tree < TREES; tree++) {
      const random = new Random(seed, tree);
      const part = [tree * nodes, (tree + 1) * nodes] as const;
      grow({ rows: training, order: drawn(order, sample, random), height, columns: columns.subarray(...part), values: values.subarray(...part), random }, 0, 0, sample, 0);
    }
    return {
      columns: { shape: [TREES, nodes], data: columns },
      values: { shape: [TREES, nodes], data: values },
      sizes: { shape: [2], data: Float32Array.of(sample, training.width) },
    };
  },
  score(fitted, rows) {
    const columns = tensorOf(fitted, 'columns');
    const values = tensorOf(fitted, 'values').data;
    const [sample, fittedWidth] = tensorOf(fitted, 'sizes').data;
    demandWidth(fittedWidth!, rows);
    const [trees, nodes] = columns.shape;
    const depths = new Float64Array(rows.count);
    // Tree by tree, because a tree fits into the fastest memory.
    for (let tree = 0; tree < trees!; tree++) addDepths(depths, rows, columns.data.subarray(tree * nodes!, (tree + 1) * nodes!), values.subarray(tree * nodes!, (tree + 1) * nodes!));
    const usual = meanPath(sample!) || 1;
    return depths.map((depth) => 2 ** (-depth / trees! / usual));
  },
};

/** `count` rows without replacement; mixes `order` on, whatever its state. */
function drawn(order: Uint32Array, count: number, random: Random): Uint32Array {
  for (let i = 0; i < count; i++) {
    const j = i + random.integer(order.length - i);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order.slice(0, count);
}
