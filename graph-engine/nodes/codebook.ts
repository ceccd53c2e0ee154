/** Codebook: replaces every vector by the nearest of K learned ones (van den Oord, Vinyals & Kavukcuoglu 2017). */
import type { WeightSpec } from '../layers/definition';
import { squaredError, unit } from '../document/units';
import type { Builder, Tensor } from '../program/builder';
import { defineFunction } from '../functions/define-function';
import { defineNode, nothing } from './definition';
import { whole } from './merge';

const codes = unit('codes');

const normalised = defineFunction({ name: 'normalise', help: 'Vectors of length 1, so that directions are compared', source: 'Yu et al. 2022' }, ['x'], (b, x: Tensor) => b.div(x, b.sqrt(b.add(b.sum(b.square(x), [1], true), 1e-8))));

/** −‖x − e‖² up to a constant of x: [n, d], [k, d] → [n, k] */
const closeness = (b: Builder, x: Tensor, entries: Tensor): Tensor => b.sub(b.mul(b.matMul(x, entries, false, true), 2), b.sum(b.square(entries), [1]));
const nearestCode = defineFunction(
  { name: 'nearestCode', help: 'The index of the code with the least ‖x − e‖², which is the greatest 2 x·e − ‖e‖²', source: 'van den Oord, Vinyals & Kavukcuoglu 2017, eq. 1' },
  ['vectors', 'codes'],
  (b, vectors: Tensor, codes: Tensor) => b.argMax(closeness(b, vectors, codes)),
);
/** Squared distances, summed over the `perItem` vectors of an item: the scale of a reconstruction error that is summed over its elements. */
function distances(perItem: number) {
  const distance = (b: Builder, u: Tensor, v: Tensor): Tensor => b.mul(b.sum(b.square(b.sub(u, v))), perItem / u.shape[0]!);
  const source = 'van den Oord, Vinyals & Kavukcuoglu 2017, eq. 3';
  const about = 'summed over the vectors of an item and averaged over the items';
  return {
    commitmentLoss: defineFunction({ name: 'commitmentLoss', help: `Keeps the vectors near their codes: ‖x − sg(e)‖², ${about}`, source }, ['vectors', 'nearest'], (b, vectors: Tensor, nearest: Tensor) => distance(b, vectors, b.stopGradient(nearest))),
    codebookLoss: defineFunction({ name: 'codebookLoss', help: `Draws the codes to their vectors: ‖sg(x) − e‖², ${about}`, source }, ['vectors', 'nearest'], (b, vectors: Tensor, nearest: Tensor) => distance(b, b.stopGradient(vectors), nearest)),
  };
}
const perplexity = defineFunction({ name: 'perplexity', help: 'How many codes are in use, as exp of the entropy of their shares: K where all are used alike, 1 where one is.' }, ['share'], (b, share: Tensor) =>
  b.exp(b.neg(b.sum(b.mul(share, b.log(b.add(share, 1e-10)))))),
);
const movingAverage = defineFunction({ name: 'movingAverage', help: 'decay · before + (1 − decay) · now' }, ['before', 'now', 'decay'], (b, before: Tensor, now: Tensor, decay: Tensor | number) =>
  b.add(b.mul(before, decay), b.mul(now, typeof decay === 'number' ? 1 - decay : b.sub(1, decay))),
);
const smoothCounts = defineFunction({ name: 'smoothCounts', help: 'Laplace smoothing, as in the authors\' code: codes that nobody uses keep a little, so that dividing by it stays finite.' }, ['counts'], (b, counts: Tensor) => {
  const size = counts.shape[0]!;
  const total = b.name('total', b.sum(counts));
  return b.mul(b.div(b.add(counts, 1e-5), b.add(total, size * 1e-5)), total);
});
const drawVectors = defineFunction({ name: 'drawVectors', help: 'Random rows of `vectors`, one for each of `places`.' }, ['vectors', 'places'], (b, vectors: Tensor, places: Tensor) => {
  const rows = vectors.shape[0]!;
  const row = b.name('row', b.toInt(b.minimum(b.floor(b.mul(b.randomUniform(places.shape), rows)), rows - 1)));
  return b.gather(vectors, row);
});

export const codebook = defineNode({
  kind: 'codebook',
  title: 'Codebook',
  help: 'Replaces every vector along the last axis by the nearest of K learned ones, so that the code is a grid of whole numbers.',
  words: ['vq', 'vq-vae', 'vector quantisation', 'quantise', 'quantiser', 'discrete code', 'tokens', 'tokeniser', 'dictionary', 'ema'],
  category: 'code',
  fields: {
    size: { type: 'integer', label: 'Codes', help: 'Vectors in the book.', default: 64, min: 2, max: 8192 },
    estimator: {
      type: 'choice',
      label: 'Learning',
      help: 'How the codes follow the vectors.',
      default: 'ema',
      options: [
        { value: 'ema', label: 'Moving average', help: 'Each code is a moving mean of the vectors next to it (appendix A.1 of the paper).' },
        { value: 'gradient', label: 'Gradient', help: 'A loss term pulls each code to its vectors (eq. 3 of the paper).' },
      ],
    },
    commitment: { type: 'number', label: 'Commitment', help: 'Weight of the term that keeps the vectors near their codes.', default: 0.25, min: 0, max: 100, step: 0.05 },
    decay: { type: 'number', label: 'Decay', help: 'How slowly the moving averages follow.', default: 0.99, min: 0, max: 0.9999, step: 0.01, advanced: true, when: ({ estimator }) => estimator === 'ema' },
    restart: {
      type: 'number',
      label: 'Restart below',
      help: 'A code that fewer vectors per batch use, on average, is put on a random vector of the batch; 0 is off.',
      default: 0.5,
      min: 0,
      max: 1000,
      step: 0.1,
      when: ({ estimator }) => estimator === 'ema',
    },
    kmeans: { type: 'boolean', label: 'k-means start', help: 'Starts with the centres of the first vectors instead of random ones.', default: true },
    cosine: { type: 'boolean', label: 'Cosine', help: 'Compares directions: vectors and codes have length 1 (Yu et al. 2022).', default: false, advanced: true },
  },
  traits: { stack: false, preview: 'code-use', objective: false, shareable: true },
  inputs: () => [{ id: 'in', label: 'Features', help: 'Vectors along the last axis.', accepts: ['features', 'code'] }],
  outputs: () => [
    { id: 'code', label: 'Code', help: 'The nearest codes; the gradient goes straight through to the features.', gives: ['code'] },
    { id: 'indices', label: 'Indices', help: 'Which code is nearest.', gives: ['indices'] },
  ],
  infer({ node, params: { size, estimator, kmeans }, input }) {
    const type = input('in');
    if (!type) return nothing;
    const dimension = type.shape.at(-1)!;
    const entries: WeightSpec = {
      name: 'codebook',
      shape: [size, dimension],
      init: kmeans ? { kind: 'kmeans', tap: `${node.id}<in` } : { kind: 'normal', stddev: 1 / Math.sqrt(dimension) },
      trainable: estimator === 'gradient',
    };
    const averages: readonly WeightSpec[] = [
      { name: 'clusterSize', shape: [size], init: { kind: 'ones' }, trainable: false },
      { name: 'embedSum', shape: [size, dimension], init: { kind: 'copyOf', parameter: `${node.id}/codebook` }, trainable: false },
    ];
    return {
      outputs: { code: { tag: 'code', shape: type.shape }, indices: { tag: 'indices', shape: type.shape.slice(0, -1), classes: size } },
      weights: estimator === 'ema' ? [entries, ...averages] : [entries],
    };
  },
  build(context) {
    const { b, params, mode, batch, input, output, weight, update, loss, metric } = context;
    const { size, cosine, estimator, decay, restart, commitment } = params;
    const x = whole(b, input('in'));
    const rows = x.shape.slice(0, -1).reduce((product, n) => product * n, 1);
    const raw = b.reshape(x, [rows, x.shape.at(-1)!]);
    const vectors = b.name('vectors', cosine ? normalised(b, raw) : raw);
    const entries = cosine ? normalised(b, weight('codebook')) : weight('codebook');
    const indices = b.name('nearestIndex', nearestCode(b, vectors, entries));
    const nearest = b.name('nearest', b.gather(entries, indices));
    output('code', b.reshape(b.straightThrough(nearest, vectors), x.shape));
    output('indices', b.reshape(indices, x.shape.slice(0, -1)));
    if (mode === 'infer') return;

    const chosen = b.name('chosen', b.oneHot(indices, size));
    const counts = b.name('counts', b.sum(chosen, [0]));
    const share = b.mul(counts, 1 / rows);
    metric('perplexity', perplexity(b, share), { unit: codes, ofBatch: true });
    metric('used codes', b.sum(b.step(counts)), { unit: codes, ofBatch: true });
    const { commitmentLoss, codebookLoss } = distances(rows / batch);
    loss('commitment', commitmentLoss(b, vectors, nearest), commitment, { unit: squaredError });
    if (estimator === 'gradient') return loss('codebook', codebookLoss(b, vectors, nearest), 1, { unit: squaredError });
    if (mode !== 'train') return;

    const used = b.name('used', movingAverage(b, weight('clusterSize'), counts, decay));
    const sums = b.name('sums', movingAverage(b, weight('embedSum'), b.matMul(chosen, vectors, true, false), decay));
    const smooth = smoothCounts(b, used);
    const means = b.name('means', b.div(sums, b.reshape(smooth, [size, 1])));
    if (restart === 0) {
      update('clusterSize', used);
      update('embedSum', sums);
      update('codebook', means);
      return;
    }
    const dead = b.name('dead', b.step(b.sub(restart, used)));
    const fresh = b.name('fresh', drawVectors(b, vectors, used));
    // A restarted code starts at twice the threshold, so that it has about ln 2 / (1 − decay) steps to find users.
    const head = 2 * restart;
    const column = b.name('isDead', b.reshape(dead, [size, 1]));
    update('clusterSize', b.select(dead, head, used));
    update('embedSum', b.select(column, b.mul(fresh, head), sums));
    update('codebook', b.select(column, fresh, means));
  },
  summary: ({ size, estimator }) => `${size} codes · ${estimator === 'ema' ? 'moving average' : 'gradient'}`,
  terms: ({ commitment }) => [{ name: 'the commitment', per: 'item', elements: 1, weight: commitment, usual: 0.25, field: 'commitment', fieldLabel: 'Commitment' }],
  sampling: () => 'empirical',
});
