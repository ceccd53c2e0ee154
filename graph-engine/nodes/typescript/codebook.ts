/** Codebook: a class of `codes.ts` with exactly the ways of learning that the node has. */
import { codebookLoss, commitmentLoss, kMeans, normalise, perplexity, startMethod, updateMethod } from './codebook-parts';
import { defineCode, type NodeEmit, type TermCode } from './emit';
import { randomNormal, randomUniform, straightThrough } from './ops';
import { namesTable } from './stack';

interface CodebookParams {
  readonly size: number;
  readonly estimator: 'ema' | 'gradient';
  readonly commitment: number;
  readonly decay: number;
  readonly restart: number;
  readonly kmeans: boolean;
  readonly cosine: boolean;
}

function classSource({ title, className }: Pick<NodeEmit, 'title' | 'className'>, dimension: number, params: CodebookParams): string {
  const { size, estimator, cosine, kmeans } = params;
  const ema = estimator === 'ema';
  const scale = Number((1 / Math.sqrt(dimension)).toPrecision(6));
  const fields = ema
    ? `  readonly clusterSize = tf.variable(tf.ones([${size}]), false);
  readonly embedSum = tf.variable(this.codebook, false);
  readonly variables: tf.Variable[] = [this.codebook, this.clusterSize, this.embedSum];`
    : '  readonly variables: tf.Variable[] = [this.codebook];';
  const parts = [
    `/** ${title}: puts the nearest of ${size} learned vectors of ${dimension} numbers in the place of each vector. */
export class ${className} {
  readonly codebook = tf.variable(ops.randomNormal([${size}, ${dimension}]).mul(${scale}), ${!ema});
${fields}`,
    `  /** The code is the nearest entry; the gradient goes straight through to the features. */
  apply(features: tf.Tensor) {
    const vectors = this.vectorsOf(features);
    const entries = ${cosine ? 'normalise(this.codebook as tf.Tensor2D)' : 'this.codebook as tf.Tensor2D'};
    // The nearest entry is that of greatest 2 z·e − ‖e‖².
    const closeness = tf.matMul(vectors, entries, false, true).mul(2).sub(entries.square().sum(1));
    const rows = closeness.argMax(1);
    const nearest = tf.matMul(tf.oneHot(rows, ${size}).toFloat() as tf.Tensor2D, entries);
    const code = ops.straightThrough(nearest, vectors).reshape(features.shape);
    return { code, indices: rows.reshape(features.shape.slice(0, -1)), vectors, nearest };
  }`,
    ...(kmeans ? [startMethod(size, ema)] : []),
    ...(ema ? [updateMethod(params)] : []),
    `  private vectorsOf(features: tf.Tensor): tf.Tensor2D {
    return ${cosine ? `normalise(features.reshape([-1, ${dimension}]))` : `features.reshape([-1, ${dimension}])`};
  }
}`,
  ];
  return parts.join('\n\n');
}

const distanceTerm = (name: string, loss: typeof commitmentLoss, weight: number): TermCode => ({
  name,
  value: ({ self, input, use }) => `${use(loss)}(${self}.vectors, ${self}.nearest, ${input('in')}.shape[0])`,
  weight: () => String(weight),
});

export const codebookCode = defineCode<never, CodebookParams>((emit) => {
  const { params, inputType, owner, className, weightName, frozen } = emit;
  const { size, estimator, cosine, kmeans, commitment, restart } = params;
  const ema = estimator === 'ema';
  const names = ['codebook', ...(ema ? ['clusterSize', 'embedSum'] : [])].map(weightName);
  return {
    ...(emit.ownsWeights && {
      member: {
        create: `new codes.${className}()`,
        codes: classSource(emit, inputType('in').shape.at(-1)!, params),
        codesUse: [straightThrough, randomNormal, ...(ema && restart > 0 ? [randomUniform] : []), ...(kmeans ? [kMeans] : []), ...(cosine ? [normalise] : [])],
        variables: (field) => `${field}.variables`,
        names,
        model: namesTable(emit.name, names),
        namesConstant: `${emit.name}Weights`,
      },
    }),
    value: ({ input }) => `this.${owner}.apply(${input('in')})`,
    ports: { code: '.code', indices: '.indices' },
    terms: [distanceTerm('commitment', commitmentLoss, commitment), ...(ema ? [] : [distanceTerm('codebook', codebookLoss, 1)])],
    metrics: [{ name: 'perplexity', value: ({ self, use }) => `${use(perplexity)}(${self}.indices, ${size})` }],
    ...(ema && !frozen && { afterStep: (field, value) => `${field}.update(${value});` }),
    ...(kmeans && emit.ownsWeights && !frozen && { start: { port: 'in', statement: (field, input) => `${field}.start(${input});` } }),
  };
});
