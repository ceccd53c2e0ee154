/** Each optimiser against its recurrence computed in plain numbers, by a small interpreter of element-wise programs. */
import { describe, expect, it } from 'vitest';
import type { OptimizerSettings, TrainingSettings } from '../document/types';
import { Builder } from '../program/builder';
import { clipByGlobalNorm } from '../program/optimizers/clip';
import { learningRateAt } from '../program/optimizers/schedule';
import { writeTrainingStep, type StepSettings } from '../program/optimizers/write-training-step';
import { writeUpdates } from '../program/optimizers/write-updates';
import type { Program } from '../program/types';
import { verify } from '../program/verify';

const origin = { node: 'n' };
const settings: OptimizerSettings = { kind: 'adam', learningRate: 0.1, momentum: 0.9, weightDecay: 0.05, beta1: 0.8, beta2: 0.95, epsilon: 1e-3 };
const scalar: Record<string, (x: number, y: number) => number> = {
  add: (x, y) => x + y, sub: (x, y) => x - y, mul: (x, y) => x * y, div: (x, y) => x / y, maximum: Math.max,
  sign: Math.sign, square: (x) => x * x, sqrt: Math.sqrt, sum: (x) => x, broadcastTo: (x) => x, reshape: (x) => x, neg: (x) => -x,
};
/** Runs a program of scalars. */
function run(program: Program, state: Map<string, number>, data: Record<string, number>, step: number): number[] {
  const at: number[] = [];
  for (const input of program.inputs) at[input.value] = input.kind === 'scalar' ? input.at(step) : data[input.name]!;
  for (const parameter of program.parameters) at[parameter.value] = state.get(parameter.name) ?? 0;
  for (const op of program.ops) {
    at[op.output] = op.kind === 'constant' ? (op.attrs['value'] as number) : scalar[op.kind]!(at[op.inputs[0]!]!, at[op.inputs[1]!]!);
  }
  for (const { parameter, value } of program.updates) state.set(parameter, at[value]!);
  return at;
}
const gradientAt = (step: number): number => Math.sin(step + 1) * 2;
function fiveSteps(kind: OptimizerSettings['kind'], changed: Partial<OptimizerSettings> = {}, from = 0): { values: number[]; state: Map<string, number> } {
  const b = new Builder();
  b.parameter('w', [], { kind: 'zeros' }, { player: 'autoencoder', trainable: true, origin });
  const gradient = b.data('g', []);
  const rate = b.schedule('rate', (step) => settings.learningRate / (step + 1));
  writeUpdates(b, [{ parameter: b.parameters[0]!, gradient }], 'autoencoder', { ...settings, kind, ...changed }, rate);
  const program = verify(b.finish());
  expect(program.ops.every((op) => op.phase === 'update')).toBe(true);
  const state = new Map([['w', 1.5]]);
  const values = Array.from({ length: 5 }, (_, step) => {
    run(program, state, { g: gradientAt(from + step) }, from + step);
    return state.get('w')!;
  });
  return { values, state };
}
function reference(update: (w: number, g: number, rate: number, step: number) => number, from = 0): number[] {
  let w = 1.5;
  return Array.from({ length: 5 }, (_, step) => (w = update(w, gradientAt(from + step), settings.learningRate / (from + step + 1), step)));
}
const close = (found: readonly number[], expected: readonly number[]): void => found.forEach((x, i) => expect(x).toBeCloseTo(expected[i]!, 12));

describe('optimisers follow their papers over five steps', () => {
  const { beta1, beta2, epsilon, momentum, weightDecay } = settings;
  it('SGD without and with momentum', () => {
    close(fiveSteps('sgd', { momentum: 0 }).values, reference((w, g, rate) => w - rate * g));
    let v = 0;
    close(fiveSteps('sgd').values, reference((w, g, rate) => w - rate * (v = momentum * v + g)));
  });
  it.each([0, 5_000])('SGD with momentum that rises from one half, from step %i', (from) => {
    let v = 0;
    const expected = reference((w, g, rate, step) => w - rate * (v = Math.min(1 - 0.5 / (1 + (from + step + 1) / 250), momentum) * v + g), from);
    close(fiveSteps('rising-momentum', {}, from).values, expected);
  });
  it.each(['adam', 'adamw'] as const)('%s', (kind) => {
    let [m, v] = [0, 0];
    const expected = reference((w, g, rate, step) => {
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g * g;
      const [mHat, vHat] = [m / (1 - beta1 ** (step + 1)), v / (1 - beta2 ** (step + 1))];
      return w - rate * (mHat / (Math.sqrt(vHat) + epsilon) + (kind === 'adamw' ? weightDecay * w : 0));
    });
    const { values, state } = fiveSteps(kind);
    close(values, expected);
    expect([...state.keys()].sort()).toEqual(['w', 'w:m', 'w:v']);
  });
  it.each([0, 5_000])('Nadam, with the shares of momentum of every update before, from step %i', (from) => {
    // In plain products, which at step 5,000 are nothing beside 1.
    const share = (t: number): number => beta1 * (1 - 0.5 * 0.96 ** (t / 250));
    let product = 1;
    for (let t = 1; t <= from; t++) product *= share(t);
    let [m, v] = [0, 0];
    const expected = reference((w, g, rate, step) => {
      const t = from + step + 1;
      product *= share(t);
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g * g;
      const mHat = (share(t + 1) * m) / (1 - product * share(t + 1)) + ((1 - share(t)) * g) / (1 - product);
      return w - (rate * mHat) / (Math.sqrt(v / (1 - beta2 ** t)) + epsilon);
    }, from);
    const { values, state } = fiveSteps('nadam', {}, from);
    close(values, expected);
    expect([...state.keys()].sort()).toEqual(['w', 'w:m', 'w:v']);
  });
  it('Lion, by the sign of what is between mean and gradient', () => {
    let m = 0;
    const expected = reference((w, g, rate) => {
      const direction = Math.sign(beta1 * m + (1 - beta1) * g);
      m = beta2 * m + (1 - beta2) * g;
      return w - rate * (direction + weightDecay * w);
    });
    close(fiveSteps('lion').values, expected);
  });
  it('Muon is AdamW where there is no matrix', () => {
    close(fiveSteps('muon').values, fiveSteps('adamw').values);
  });
  it('RMSProp without and with momentum', () => {
    for (const mu of [0, momentum]) {
      let [s, u] = [0, 0];
      close(fiveSteps('rmsprop', { momentum: mu }).values, reference((w, g, rate) => {
        s = beta2 * s + (1 - beta2) * g * g;
        u = mu * u + g / (Math.sqrt(s) + epsilon);
        return w - rate * u;
      }));
    }
  });
});

describe('clipping', () => {
  it('scales by the joint norm, and only above the limit', () => {
    const b = new Builder();
    const gradients = clipByGlobalNorm(b, [b.data('x', []), b.data('y', [])], 2.5);
    const at = (x: number, y: number): number[] => {
      const values = run(b.finish(), new Map(), { x, y }, 0);
      return gradients.map((gradient) => values[gradient.id]!);
    };
    close(at(3, 4), [1.5, 2]);
    close(at(0.3, -0.4), [0.3, -0.4]);
  });
  it('is off at 0', () => {
    const b = new Builder();
    const gradients = [b.data('x', [])];
    expect(clipByGlobalNorm(b, gradients, 0)).toBe(gradients);
    expect(b.ops).toHaveLength(0);
  });
});

describe('schedules', () => {
  it('start, turn and end where they should', () => {
    const at = (kind: TrainingSettings['schedule']['kind']) => learningRateAt(0.2, { kind, warmupSteps: 10 }, 110);
    expect([0, 500].map(at('constant'))).toEqual([0.2, 0.2]);
    close([0, 55, 110, 200].map(at('cosine')), [0.2, 0.1, 0, 0]);
    close([0, 9, 10, 60, 110].map(at('warmup-cosine')), [0.2 / 11, (0.2 * 10) / 11, 0.2, 0.1, 0]);
  });
});

describe('a whole step', () => {
  it('is one verified program that minimises a parabola', () => {
    const b = new Builder();
    const w = b.parameter('w', [], { kind: 'zeros' }, { player: 'autoencoder', trainable: true, origin });
    b.parameter('other', [], { kind: 'zeros' }, { player: 'critic', trainable: true, origin });
    const training = { optimizer: { ...settings, kind: 'sgd', momentum: 0 }, schedule: { kind: 'constant', warmupSteps: 0 }, clipNorm: 0 } as StepSettings;
    writeTrainingStep(b, b.square(b.sub(w, 3)), 'autoencoder', training, 100);
    const program = verify(b.finish());
    expect(program.updates.map((update) => update.parameter)).toEqual(['w']);
    const state = new Map([['w', 0]]);
    for (let step = 0; step < 50; step++) run(program, state, {}, step);
    expect(state.get('w')).toBeCloseTo(3, 4);
  });
});
