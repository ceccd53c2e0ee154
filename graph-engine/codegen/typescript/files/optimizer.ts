/** The optimiser of each player: tfjs's own where it has it, else a class of `optimizer.ts` with the formula that the studio uses. */
import type { OptimizerSettings, TrainingSettings } from '../../../document/types';
import { Source } from '../../program/source';

interface Choice {
  /** Expression that makes it. */
  readonly create: string;
  /** The class, or null where tfjs has it. */
  readonly className: ClassName | null;
}

type ClassName = 'Sgd' | 'Adam' | 'AdamW' | 'RmsProp';

const adam = (className: 'Adam' | 'AdamW', comment: string, decays: boolean): string => `/** ${comment} */
export class ${className} extends Optimizer {
  private readonly beta1: number;
  private readonly beta2: number;
  private readonly epsilon: number;${decays ? '\n  private readonly weightDecay: number;' : ''}

  constructor(
    learningRate: number,
    beta1: number,
    beta2: number,
    epsilon: number,${decays ? '\n    weightDecay: number,' : ''}
  ) {
    super(learningRate);
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;${decays ? '\n    this.weightDecay = weightDecay;' : ''}
  }

  protected override change(name: string, gradient: tf.Tensor${decays ? ', weight: tf.Tensor' : ''}): tf.Tensor {
    const { beta1, beta2 } = this;
    const first = this.state(\`\${name}/m\`, gradient).mul(beta1).add(gradient.mul(1 - beta1));
    const second = this.state(\`\${name}/v\`, gradient).mul(beta2).add(gradient.square().mul(1 - beta2));
    const mean = this.keep(\`\${name}/m\`, first).div(1 - beta1 ** this.steps);
    const square = this.keep(\`\${name}/v\`, second).div(1 - beta2 ** this.steps);
    const direction = mean.div(square.sqrt().add(this.epsilon));
    return direction${decays ? '.add(weight.mul(this.weightDecay))' : ''}.mul(this.learningRate);
  }
}`;

const classes: Record<ClassName, string> = {
  Sgd: `/** Gradient descent with momentum (Polyak 1964): v ← μ v + g, θ ← θ − η v. */
export class Sgd extends Optimizer {
  private readonly momentum: number;

  constructor(learningRate: number, momentum: number) {
    super(learningRate);
    this.momentum = momentum;
  }

  protected override change(name: string, gradient: tf.Tensor): tf.Tensor {
    const velocity = this.state(\`\${name}/v\`, gradient).mul(this.momentum).add(gradient);
    return this.keep(\`\${name}/v\`, velocity).mul(this.learningRate);
  }
}`,
  Adam: adam('Adam', 'Adam (Kingma & Ba 2015, algorithm 1): θ ← θ − η m̂ / (√v̂ + ε).', false),
  AdamW: adam('AdamW', 'Adam with decoupled weight decay (Loshchilov & Hutter 2019): θ ← θ − η (m̂ / (√v̂ + ε) + λ θ).', true),
  RmsProp: `/** RMSProp (Tieleman & Hinton 2012): s ← β s + (1 − β) g², u ← μ u + g / (√s + ε), θ ← θ − η u. */
export class RmsProp extends Optimizer {
  private readonly decay: number;
  private readonly momentum: number;
  private readonly epsilon: number;

  constructor(learningRate: number, decay: number, momentum: number, epsilon: number) {
    super(learningRate);
    this.decay = decay;
    this.momentum = momentum;
    this.epsilon = epsilon;
  }

  protected override change(name: string, gradient: tf.Tensor): tf.Tensor {
    const before = this.state(\`\${name}/s\`, gradient).mul(this.decay);
    const square = this.keep(\`\${name}/s\`, before.add(gradient.square().mul(1 - this.decay)));
    const step = gradient.div(square.sqrt().add(this.epsilon));
    const velocity = this.state(\`\${name}/u\`, gradient).mul(this.momentum).add(step);
    return this.keep(\`\${name}/u\`, velocity).mul(this.learningRate);
  }
}`,
};

const base = `/** What the optimisers below share: a state beside each weight, and a rate that may change. */
abstract class Optimizer {
  private readonly states = new Map<string, tf.Tensor>();
  protected steps = 0;
  learningRate: number;

  constructor(learningRate: number) {
    this.learningRate = learningRate;
  }

  /** How far the weight goes down. */
  protected abstract change(name: string, gradient: tf.Tensor, weight: tf.Tensor): tf.Tensor;

  applyGradients(gradients: { name: string; tensor: tf.Tensor }[]): void {
    this.steps++;
    for (const { name, tensor } of gradients) {
      const weight = tf.engine().registeredVariables[name]!;
      tf.tidy(() => weight.assign(weight.sub(this.change(name, tensor, weight))));
    }
  }
  /** The state of that name, zeros at first. */
  protected state(name: string, like: tf.Tensor): tf.Tensor {
    return this.states.get(name) ?? tf.zerosLike(like);
  }
  protected keep(name: string, value: tf.Tensor): tf.Tensor {
    this.states.get(name)?.dispose();
    this.states.set(name, tf.keep(value));
    return value;
  }
}`;

export function chooseOptimizer(settings: OptimizerSettings, schedule: TrainingSettings['schedule']): Choice {
  const { kind, learningRate: rate, momentum, weightDecay, beta1, beta2, epsilon } = settings;
  const constant = schedule.kind === 'constant';
  const own = (className: ClassName, ...args: readonly number[]): Choice => ({ create: `new ${className}(${args.join(', ')})`, className });
  switch (kind) {
    case 'sgd':
      if (constant) return { create: momentum > 0 ? `tf.train.momentum(${rate}, ${momentum})` : `tf.train.sgd(${rate})`, className: null };
      return own('Sgd', rate, momentum);
    case 'adam':
      return constant ? { create: `tf.train.adam(${rate}, ${beta1}, ${beta2}, ${epsilon})`, className: null } : own('Adam', rate, beta1, beta2, epsilon);
    case 'adamw':
      return own('AdamW', rate, beta1, beta2, epsilon, weightDecay);
    case 'rmsprop':
      return own('RmsProp', rate, beta2, momentum, epsilon);
  }
}

export function optimizerFile(choices: readonly Choice[]): Source | null {
  const names = [...new Set(choices.flatMap(({ className }) => className ?? []))];
  if (names.length === 0) return null;
  const source = new Source('src/optimizer.ts').add('/** Optimisers that tf.train does not have in this form. */').add("import * as tf from '@tensorflow/tfjs';");
  source.block(base);
  for (const name of names) source.block(classes[name]);
  return source;
}
