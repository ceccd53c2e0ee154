/** A Gaussian code under a Bernoulli decoder: the negative evidence lower bound, against models that need no network. */
import { nats } from '../../document/units';
import { kMeans } from '../k-means';
import type { Fold, Objective, ObjectiveSubject } from './definition';
import { cleanOf, fitted, fittedBaselines, isReconstruction, itemSize } from './support';

const SEED = 0;
const IMAGES = 20;
/** Items that the mixture is fitted on at most. */
const MOST = 5000;

/** The output port of the code's node that holds its distribution. */
function distributionOf({ analysis, roles }: ObjectiveSubject): string | null {
  const holds = Object.entries(analysis.nodes).flatMap(([id, { types }]) => Object.entries(types).filter(([, type]) => type.tag === 'distribution').map(([port]) => ({ id, port })));
  // With a second random code, its divergence would count too.
  return holds.length === 1 && holds[0]!.id === roles.code?.node ? `${holds[0]!.id}.${holds[0]!.port}` : null;
}

/** −Σ x log p + (1 − x) log(1 − p) of one item, p = 1 / (1 + exp(−logit)). */
function crossEntropy(x: Float32Array, logits: ArrayLike<number>, item: number, size: number, from = item * size): number {
  let sum = 0;
  for (let j = 0; j < size; j++) {
    const logit = logits[from + j]!;
    sum += Math.max(logit, 0) - x[item * size + j]! * logit + Math.log1p(Math.exp(-Math.abs(logit)));
  }
  return sum;
}
/** Means of clusters as logits, as if each pixel had been seen once more, half on and half off: a pixel that was never on is not impossible. */
function bernoulliMixture(rows: Float32Array, size: number, images: number): { readonly logits: Float64Array; readonly logShares: Float64Array } {
  const { assignment } = images === 1 ? { assignment: new Uint32Array(rows.length / size) } : kMeans(rows, size, images, SEED);
  const [sums, counts] = [new Float64Array(images * size), new Float64Array(images)];
  assignment.forEach((k, i) => {
    counts[k]!++;
    for (let j = 0; j < size; j++) sums[k * size + j]! += rows[i * size + j]!;
  });
  const logits = sums.map((sum, at) => Math.log((sum + 0.5) / (counts[Math.floor(at / size)]! - sum + 0.5)));
  return { logits, logShares: counts.map((count) => Math.log((count + 1) / (assignment.length + images))) };
}
/** Nats per held-out item under a mixture of `images` pictures of independent pixels. */
function byMixture(subject: ObjectiveSubject, fold: Fold, images: number): number {
  const size = itemSize(subject);
  const rows = fitted(subject, fold, images === 1 ? undefined : MOST);
  const { logits, logShares } = bernoulliMixture(rows, size, Math.min(images, rows.length / size));
  const held = cleanOf(subject, fold.held);
  let total = 0;
  for (let i = 0; i < fold.held.count; i++) {
    const parts = Array.from(logShares, (share, k) => share - crossEntropy(held, logits, i, size, k * size));
    const most = Math.max(...parts);
    total -= most + Math.log(parts.reduce((sum, part) => sum + Math.exp(part - most), 0));
  }
  return total / fold.held.count;
}

export const evidence: Objective = {
  name: 'negative evidence lower bound',
  sentence: `Nats per item: cross-entropy of the reconstruction from a drawn code, plus the divergence of the code’s distribution from the standard normal one, both with weight 1 (Kingma & Welling 2014). Beside it the mean picture, with every pixel independent, and a mixture of ${IMAGES} such pictures.`,
  unit: nats,
  better: 'lower',
  fits: (subject) =>
    isReconstruction(subject) && subject.roles.corrupted === null && subject.roles.output!.type.tag === 'logits' && subject.roles.data!.type.tag === 'data' && ['binary', 'unit'].includes(subject.roles.data!.type.range) && distributionOf(subject) !== null,
  async measure(context) {
    const { model, roles, held } = context;
    const distribution = distributionOf(context)!;
    const [logits, mean, logVariance] = await model.taps([roles.output!.tap, distribution, `${distribution}.logVariance`], held, 'evaluate');
    let total = 0;
    for (let i = 0; i < held.count; i++) total += crossEntropy(cleanOf(context, held), logits!, i, itemSize(context));
    for (let i = 0; i < mean!.length; i++) total += (mean![i]! ** 2 + Math.exp(logVariance![i]!) - logVariance![i]! - 1) / 2;
    return {
      value: total / held.count,
      baselines: await fittedBaselines(context, { [`mixture of ${IMAGES} pictures`]: (fold) => byMixture(context, fold, IMAGES), 'independent pixels': (fold) => byMixture(context, fold, 1) }),
    };
  },
};
