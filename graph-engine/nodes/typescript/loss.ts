/** Loss: one function per measure and reduction. */
import type { Places } from '../../document/port-type';
import { placesOf } from '../by-column';
import type { LossKindName } from '../loss-kinds';
import { defineCode, type Helper } from './emit';
import type { TermParams } from '../term-weight';
import { termWeightCode } from './ramp';

interface Measure {
  readonly name: string;
  /** What the comment says of one element. */
  readonly formula: string;
  /** Statements, and the expression for the elements. */
  readonly before?: string;
  readonly elements: string;
  readonly prediction: string;
  /** Further parameters. */
  readonly more?: string;
}

const measures: Record<Exclude<LossKindName, 'mixed'>, Measure> = {
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
/** Of rows of a table. */
const mixed: Measure = {
  name: 'ErrorByColumn',
  formula: 'Squared error of the columns that are numbers, cross-entropy of the logits at the places of a category',
  before: `const errors = columns.map(({ at, width, category }) => {
    const [given, wanted] = [prediction.slice([0, at], [-1, width]), target.slice([0, at], [-1, width])];
    return category ? wanted.mul(tf.logSoftmax(given)).sum(-1, true).neg() : given.sub(wanted).square();
  });`,
  elements: 'tf.concat(errors, 1)',
  prediction: 'prediction',
  more: ', columns: { at: number; width: number; category: boolean }[]',
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

/** `weighed`: what counts of each element is given. */
function lossHelper({ name, formula, before, elements, prediction, more = '' }: Measure, reduction: 'sum' | 'mean', weighed: boolean): Helper {
  const rest = reduction === 'sum' ? 'summed over the elements of an item and averaged over the items' : 'averaged over all elements';
  const counted = weighed ? `${elements}.mul(weights)` : elements;
  const reduced = reduction === 'sum' ? `${counted}.sum().div(${prediction}.shape[0])` : `${counted}.mean()`;
  const functionName = `${reduction}${weighed ? 'Weighted' : ''}${name}`;
  return {
    name: functionName,
    file: 'losses',
    source: `${comment(`${formula}, ${weighed ? 'times its weight, ' : ''}${rest}.`)}
export function ${functionName}(${prediction}: tf.Tensor, target: tf.Tensor${more}${weighed ? ', weights: tf.Tensor' : ''}): tf.Tensor {
${before ? `  ${before}\n` : ''}  return ${reduced};
}`,
  };
}

/** An expression for what every error counts: the weight of its column, times the mask where there is one; null where all count alike. */
function weightsOf(places: Places, byColumn: boolean, mask: string | null): string | null {
  const numbers = places.flatMap(({ kind, width, weight }) => Array.from({ length: byColumn && kind === 'category' ? 1 : width }, () => weight));
  const weights = numbers.every((weight) => weight === 1) ? null : `tf.tensor2d([[${numbers.join(', ')}]])`;
  const at = places.flatMap((place) => (place.kind === 'category' ? [place.at] : Array.from({ length: place.width }, (_, i) => place.at + i)));
  const masked = mask === null ? null : byColumn ? `${mask}.gather(tf.tensor1d([${at.join(', ')}], 'int32'), 1)` : mask;
  return weights && masked ? `${masked}.mul(${weights})` : (weights ?? masked);
}

export const lossCode = defineCode<never, { readonly kind: LossKindName; readonly reduction: 'sum' | 'mean' } & TermParams>(({ params, node, inputType, hasInput }) => {
  const [prediction, target] = [inputType('prediction'), inputType('target')];
  const byColumn = params.kind === 'mixed';
  const measure = params.kind === 'mixed' ? mixed : params.kind === 'binary-cross-entropy' && prediction.tag === 'logits' ? onLogits : measures[params.kind];
  const places = placesOf(target) ?? [];
  const columns = byColumn ? `, [${places.map(({ at, width, kind }) => `{ at: ${at}, width: ${width}, category: ${kind === 'category'} }`).join(', ')}]` : '';
  const classes = target.tag === 'indices' ? prediction.shape.at(-1)! : null;
  return {
    value: () => null,
    terms: [
      {
        name: node.name,
        value({ input, use }) {
          const wanted = classes === null ? input('target') : `tf.oneHot(${input('target')}.toInt(), ${classes}).toFloat()`;
          const weights = weightsOf(places, byColumn, hasInput('mask') ? input('mask') : null);
          // Of a cross-entropy over the last axis, what counts is said of each probability that is wanted.
          const overClasses = params.kind === 'categorical-cross-entropy' && classes === null;
          const [counted, rest] = weights === null ? [wanted, ''] : overClasses ? [`${wanted}.mul(${weights})`, ''] : [wanted, `, ${weights}`];
          const helper = lossHelper(measure, params.reduction, rest !== '');
          return `${use(helper)}(${input('prediction')}, ${counted}${columns}${rest})`;
        },
        weight: (site) => termWeightCode(site, params),
      },
    ],
  };
});
