/** Functions and methods that a Codebook's class may have. */
import type { Helper } from './emit';
import { stopGradient } from './ops';

export const normalise: Helper = {
  name: 'normalise',
  file: 'codes',
  source: `/** Vectors of length 1, so that directions are compared. */
export function normalise(vectors: tf.Tensor2D): tf.Tensor2D {
  return vectors.div(vectors.square().sum(1, true).add(1e-8).sqrt());
}`,
};

export const kMeans: Helper = {
  name: 'kMeans',
  file: 'codes',
  source: `/** Centres of clusters (Lloyd 1982), started from vectors at equal distances in the list. */
export function kMeans(vectors: tf.Tensor2D, clusters: number, rounds = 10): tf.Tensor2D {
  return tf.tidy(() => {
    const rows = Array.from({ length: clusters }, (_, i) =>
      Math.floor((i * vectors.shape[0]) / clusters),
    );
    let centres = vectors.gather(tf.tensor1d(rows, 'int32'));
    for (let round = 0; round < rounds; round++) {
      const products = tf.matMul(vectors, centres, false, true);
      const nearest = products.mul(2).sub(centres.square().sum(1)).argMax(1);
      const chosen = tf.oneHot(nearest, clusters).toFloat() as tf.Tensor2D;
      const sizes = chosen.sum(0).expandDims(1);
      const means = tf.matMul(chosen, vectors, true).div<tf.Tensor2D>(sizes.maximum(1));
      centres = tf.where(tf.tile(sizes.greater(0), [1, vectors.shape[1]]), means, centres);
    }
    return centres;
  });
}`,
};

const vectorError: Helper = {
  name: 'vectorError',
  file: 'losses',
  source: `/** Σ ‖u − v‖² over the vectors of an item, averaged over the items. */
export function vectorError(u: tf.Tensor, v: tf.Tensor, items: number): tf.Tensor {
  return u.sub(v).square().sum().div(items);
}`,
};

export const commitmentLoss: Helper = {
  name: 'commitmentLoss',
  file: 'losses',
  needs: [vectorError, stopGradient],
  source: `/**
 * Keeps the vectors near their codes: Σ ‖z − sg(e)‖² (van den Oord, Vinyals & Kavukcuoglu 2017,
 * eq. 3, third term).
 */
export function commitmentLoss(vectors: tf.Tensor, nearest: tf.Tensor, items: number): tf.Tensor {
  return vectorError(vectors, ops.stopGradient(nearest), items);
}`,
};

export const codebookLoss: Helper = {
  name: 'codebookLoss',
  file: 'losses',
  needs: [vectorError, stopGradient],
  source: `/**
 * Pulls each code to its vectors: Σ ‖sg(z) − e‖² (van den Oord, Vinyals & Kavukcuoglu 2017, eq. 3,
 * second term).
 */
export function codebookLoss(vectors: tf.Tensor, nearest: tf.Tensor, items: number): tf.Tensor {
  return vectorError(ops.stopGradient(vectors), nearest, items);
}`,
};

export const perplexity: Helper = {
  name: 'perplexity',
  file: 'losses',
  source: `/** How many codes are in use, were all used alike: exp of the entropy of their shares. */
export function perplexity(indices: tf.Tensor, codes: number): tf.Tensor {
  const share = tf.oneHot(indices.flatten().toInt(), codes).toFloat().mean(0);
  return share.mul(share.add(1e-10).log()).sum().neg().exp();
}`,
};

export interface AverageSettings {
  readonly size: number;
  readonly decay: number;
  readonly restart: number;
}

const assignMeans = `      this.clusterSize.assign(used as tf.Tensor1D);
      this.embedSum.assign(sums as tf.Tensor2D);
      this.codebook.assign(means as tf.Tensor2D);`;

const assignOrRestart = ({ size, restart }: AverageSettings): string => `      // A code that too few vectors use is put on a random vector of the batch, with a credit of
      // twice the threshold, so that it has time to find users.
      const dead = used.less(${restart});
      const rows = ops.randomUniform([${size}]).mul(vectors.shape[0]).floor().toInt();
      const fresh = vectors.gather(rows as tf.Tensor1D);
      const deadRows = tf.tile(dead.expandDims(1), [1, vectors.shape[1]]);
      this.clusterSize.assign(tf.where(dead, tf.fill([${size}], ${2 * restart}), used) as tf.Tensor1D);
      this.embedSum.assign(tf.where(deadRows, fresh.mul(${2 * restart}), sums) as tf.Tensor2D);
      this.codebook.assign(tf.where(deadRows, fresh, means) as tf.Tensor2D);`;

export const updateMethod = (settings: AverageSettings): string => `  /** Moves each code to the moving mean of the vectors next to it (appendix A.1 of the paper). */
  update({ vectors, indices }: { vectors: tf.Tensor2D; indices: tf.Tensor }): void {
    tf.tidy(() => {
      const chosen = tf.oneHot(indices.flatten().toInt(), ${settings.size}).toFloat() as tf.Tensor2D;
      const decay = ${settings.decay};
      const follow = (moving: tf.Tensor, now: tf.Tensor) => moving.mul(decay).add(now.mul(1 - decay));
      const used = follow(this.clusterSize, chosen.sum(0));
      const sums = follow(this.embedSum, tf.matMul(chosen, vectors, true));
      // Laplace smoothing keeps codes that nobody uses finite.
      const total = used.sum();
      const share = used.add(1e-5).div(total.add(${settings.size} * 1e-5));
      const means = sums.div(share.mul(total).expandDims(1));
${settings.restart === 0 ? assignMeans : assignOrRestart(settings)}
    });
  }`;

export const startMethod = (size: number, averages: boolean): string => `  /** Starts with the centres of clusters of \`features\`. */
  start(features: tf.Tensor): void {
    const centres = tf.tidy(() => kMeans(this.vectorsOf(features), ${size}));
    this.codebook.assign(centres);${averages ? '\n    this.embedSum.assign(centres);' : ''}
    centres.dispose();
  }`;
