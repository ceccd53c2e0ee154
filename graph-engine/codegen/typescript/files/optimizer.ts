/** The optimiser of each player: tfjs's own where it has it, else a class of `optimizer.ts` with the operations that the studio runs. */
import type { OptimizerSettings, TrainingSettings } from '../../../document/types';
import { fit } from '../text';
import type { OptimizerDefinition } from '../../../optimizers/definition';
import { optimizerOf } from '../../../optimizers/registry';
import { atom } from '../../program/expression';
import { NamedTexts } from '../../program/free-name';
import { Functions, type WrittenFunction } from '../../program/write-functions';
import { className, writeUpdate, type WrittenUpdate } from '../../program/write-optimizer';
import { Source } from '../../program/source';
import { functionText } from '../functions';
import { tfjs } from './optimizer-ops';

export interface Choice {
  /** Expression that makes it. */
  readonly create: string;
  /** The class and its text, or null where tfjs has it. */
  readonly own: { readonly name: string; readonly text: string } | null;
}
export interface Choices {
  readonly choices: readonly Choice[];
  /** What classes call. */
  readonly functions: readonly WrittenFunction[];
}

const base = (matrices: boolean): string => `/** What is kept beside a weight, from update to update. */
interface State {
  /** Zeros at first. */
  read(name: string): tf.Tensor;
  keep(name: string, value: tf.Tensor): void;
}

/** What the optimisers below share: states beside each weight, and a rate that may change. */
abstract class Optimizer {
  private readonly states = new Map<string, tf.Tensor>();
  /** Updates until now, the present one included. */
  protected count = 0;
  learningRate: number;

  constructor(learningRate: number) {
    this.learningRate = learningRate;
  }

  /** The next value of a weight. */
  protected abstract update(weight: tf.Tensor, gradient: tf.Tensor, state: State): tf.Tensor;
${matrices ? `  /** The same for weights of two axes and more, as matrices with no fewer rows than columns. */
  protected updateMatrix?(weight: tf.Tensor, gradient: tf.Tensor, state: State): tf.Tensor;
` : ''}
  applyGradients(gradients: { name: string; tensor: tf.Tensor }[]): void {
    this.count++;
    for (const { name, tensor } of gradients) {
      const weight = tf.engine().registeredVariables[name]!;
      tf.tidy(() => weight.assign(this.next(weight, tensor, name)));
    }
  }
${matrices ? `  private next(weight: tf.Tensor, gradient: tf.Tensor, name: string): tf.Tensor {
    if (!this.updateMatrix || weight.rank < 2) return this.update(weight, gradient, this.stateOf(name, weight));
    const columns = weight.shape.at(-1)!;
    const turns = weight.size / columns < columns;
    const turned = (matrix: tf.Tensor): tf.Tensor => (turns ? matrix.transpose() : matrix);
    const matrix = turned(weight.reshape([-1, columns]));
    const next = this.updateMatrix(matrix, turned(gradient.reshape([-1, columns])), this.stateOf(name, matrix));
    return turned(next).reshape(weight.shape);
  }` : `  private next(weight: tf.Tensor, gradient: tf.Tensor, name: string): tf.Tensor {
    return this.update(weight, gradient, this.stateOf(name, weight));
  }`}
  private stateOf(weight: string, like: tf.Tensor): State {
    return {
      read: (name) => this.states.get(\`\${weight}/\${name}\`) ?? tf.zerosLike(like),
      keep: (name, value) => {
        this.states.get(\`\${weight}/\${name}\`)?.dispose();
        this.states.set(\`\${weight}/\${name}\`, tf.keep(value));
      },
    };
  }
}`;

const product = `/** Of \`factor(1)\`, …, \`factor(count)\`; beside 1, one that is smaller makes no difference. */
function product(count: number, factor: (i: number) => number): number {
  let found = 1;
  for (let i = 1; i <= count && found > 1e-20; i++) found *= factor(i);
  return found;
}`;

function method(name: string, { scalars, statements, states, result }: WrittenUpdate): string {
  const text = [...scalars, ...statements].map(({ expression }) => expression.text).concat(result.text, ...states.map(({ next }) => next.text)).join('\n');
  return [
    `  protected override ${name}(weight: tf.Tensor, gradient: tf.Tensor${states.length > 0 ? ', state: State' : ''}): tf.Tensor {`,
    ...(/\bcount\b/.test(text) ? ['    const { count } = this;'] : []),
    ...(/\brate\b/.test(text) ? ['    const rate = this.learningRate;'] : []),
    ...scalars.map((scalar) => fit(`const ${scalar.name} = ${scalar.expression.text};`, 4)),
    ...statements.map((statement) => fit(`const ${statement.name} = ${statement.expression.text};`, 4)),
    // A state that is replaced is freed.
    ...(states.length > 0 ? [fit(`const next = ${result.text};`, 4), ...states.map(({ name: state, next }) => fit(`state.keep('${state}', ${next.text});`, 4)), '    return next;'] : [fit(`return ${result.text};`, 4)]),
    '  }',
  ].join('\n');
}

function classText(name: string, definition: OptimizerDefinition, settings: OptimizerSettings, functions: Functions): string {
  const names = { value: 'weight', gradient: 'gradient', rate: 'rate', count: 'count', rows: atom('weight.shape[0]!'), state: (state: string) => `state.read('${state}')` };
  const ofWeights = writeUpdate(definition.begin, 'weights', settings, names, tfjs, functions);
  const ofMatrices = definition.beginMatrices && writeUpdate(definition.beginMatrices, 'matrices', settings, names, tfjs, functions);
  return `/** ${definition.help} (${definition.source}). */
export class ${name} extends Optimizer {
${method('update', ofWeights)}${ofMatrices ? `\n${method('updateMatrix', ofMatrices)}` : ''}
}`;
}

/** Of players in their order. Settings are in the text, so that an optimiser of other settings is another class. */
export function chooseOptimizers(all: readonly OptimizerSettings[], schedule: TrainingSettings['schedule']): Choices {
  const functions = new Functions(tfjs.language);
  const classes = new NamedTexts();
  const choices = all.map((settings): Choice => {
    const definition: OptimizerDefinition = optimizerOf(settings.kind);
    const own = schedule.kind === 'constant' ? definition.words.tfjs?.(settings) : undefined;
    if (own !== undefined) return { create: own, own: null };
    const stem = className(definition);
    const name = classes.add(stem, classText(stem, definition, settings, functions));
    return { create: `new ${name}(${settings.learningRate})`, own: { name, text: classes.texts.get(name)! } };
  });
  return { choices, functions: functions.list };
}

export function optimizerFile({ choices, functions }: Choices): Source | null {
  const classes = new Map(choices.flatMap(({ own }) => (own ? [[own.name, own.text] as const] : [])));
  if (classes.size === 0) return null;
  const text = [...classes.values()].join('\n');
  const source = new Source('src/optimizer.ts').add('/** Optimisers that tf.train does not have in this form. */').add("import * as tf from '@tensorflow/tfjs';");
  source.block(base(text.includes('updateMatrix')));
  if (text.includes('product(')) source.block(product);
  for (const written of functions) source.block(functionText(written, true));
  for (const one of classes.values()) source.block(one);
  return source;
}
