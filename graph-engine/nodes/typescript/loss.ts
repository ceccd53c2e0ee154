/** Loss: one function per measure and reduction. */
import type { LossKindName } from '../loss-kinds';
import { defineCode, type Helper } from './emit';

interface Measure {
  readonly name: string;
  /** What the comment says of one element. */
  readonly formula: string;
  /** Statements, and the expression for the elements. */
  readonly before?: string;
  readonly elements: string;
  readonly prediction: string;
}

const measures: Record<LossKindName, Measure> = {
  squared: { name: 'SquaredError', formula: 'Squared error: (x̂ − x)²', elements: 'prediction.sub(target).square()', prediction: 'prediction' },
  absolute: { name: 'AbsoluteError', formula: 'Absolute error: |x̂ − x|', elements: 'prediction.sub(target).abs()', prediction: 'prediction' },
  huber: {
    name: 'Huber',
    formula: 'Huber loss: ½ d² where d = |x̂ − x| is below 1, d − ½ above',
    before: 'const distance = prediction.sub(target).abs();\n  const near = distance.minimum(1);',
    elements: 'near.square().mul(0.5).add(distance).sub(near)',
    prediction: 'prediction',
  },
  'binary-cross-entropy': {
    name: 'BinaryCrossEntropy',
    formula: 'Binary cross-entropy: −x log p − (1 − x) log(1 − p)',
    before: 'const p = prediction.clipByValue(1e-6, 1 - 1e-6);',
    elements: 'target.mul(p.log()).add(tf.sub(1, target).mul(tf.sub(1, p).log())).neg()',
    prediction: 'prediction',
  },
  'categorical-cross-entropy': {
    name: 'CategoricalCrossEntropy',
    formula: 'Categorical cross-entropy of logits z along the last axis: −Σ x log softmax(z)',
    elements: 'target.mul(logits.logSoftmax()).sum(-1).neg()',
    prediction: 'logits',
  },
};
const onLogits: Measure = {
  name: 'BinaryCrossEntropyOfLogits',
  formula: 'Binary cross-entropy of logits z: log(1 + exp z) − x z, the same as −x log σ(z) − (1 − x) log(1 − σ(z))',
  elements: 'logits.softplus().sub(logits.mul(target))',
  prediction: 'logits',
};

/** A comment on lines no wider than a page. */
function comment(text: string): string {
  if (text.length + 7 <= 100) return `/** ${text} */`;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line && line.length + word.length + 1 > 97) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return ['/**', ...[...lines, line].map((part) => ` * ${part}`), ' */'].join('\n');
}

function lossHelper({ name, formula, before, elements, prediction }: Measure, reduction: 'sum' | 'mean'): Helper {
  const rest = reduction === 'sum' ? 'summed over the elements of an item and averaged over the items' : 'averaged over all elements';
  const reduced = reduction === 'sum' ? `${elements}.sum().div(${prediction}.shape[0])` : `${elements}.mean()`;
  const functionName = `${reduction}${name}`;
  return {
    name: functionName,
    file: 'losses',
    source: `${comment(`${formula}, ${rest}.`)}
export function ${functionName}(${prediction}: tf.Tensor, target: tf.Tensor): tf.Tensor {
${before ? `  ${before}\n` : ''}  return ${reduced};
}`,
  };
}

export const lossCode = defineCode<never, { readonly kind: LossKindName; readonly reduction: 'sum' | 'mean'; readonly weight: number }>(({ params, node, inputType }) => {
  const [prediction, target] = [inputType('prediction'), inputType('target')];
  const measure = params.kind === 'binary-cross-entropy' && prediction.tag === 'logits' ? onLogits : measures[params.kind];
  const helper = lossHelper(measure, params.reduction);
  const classes = target.tag === 'indices' ? prediction.shape.at(-1)! : null;
  return {
    value: () => null,
    terms: [
      {
        player: 'autoencoder',
        name: node.name,
        value({ input, use }) {
          const wanted = classes === null ? input('target') : `tf.oneHot(${input('target')}.toInt(), ${classes}).toFloat()`;
          return `${use(helper)}(${input('prediction')}, ${wanted})`;
        },
        weight: () => String(params.weight),
      },
    ],
  };
});
