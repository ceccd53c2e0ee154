import { newId } from '@/graph-engine/document/ids';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { arranged } from '@/graph-engine/layout/arranged';
import { graph, type LayerLine } from '@/graph-engine/testing/build-document';
import type { TemplateDefinition } from './definition';
import { looking, retraining, training } from './lesson';

/** A picture, half as wide inside. */
const narrowing: readonly LayerLine[] = [
  ['conv2d', { filters: 16, kernel: 3, stride: 1 }],
  ['conv2d', { filters: 16, kernel: 4, stride: 2 }],
];
/** `logit`: of the mean of the pictures that it makes, so that it does not have to begin by darkening them. */
const widening = (logit: number): readonly LayerLine[] => [
  ['conv2d-transpose', { filters: 16, kernel: 4, stride: 2 }],
  ['conv2d', { filters: 1, kernel: 3, stride: 1, activation: 'linear', biasStart: logit }],
];
const critic: readonly LayerLine[] = [
  ['conv2d', { filters: 16, kernel: 4, stride: 2, activation: 'leaky-relu' }],
  ['conv2d', { filters: 32, kernel: 4, stride: 2, activation: 'leaky-relu' }],
  ['conv2d', { filters: 1, kernel: 3, stride: 1, activation: 'linear' }],
];

export interface CycleOptions {
  /** Of both cycle losses. */
  readonly weight: number;
  /** Of both identity losses; 0 leaves them out. */
  readonly identity: number;
  readonly steps: number;
  /** Of the generators. */
  readonly learningRate?: number;
}

/** Two generators and their judges, between the sets of two Dataset nodes `a` and `b`. */
export function cycleDocument({ weight, identity, steps, learningRate = 0.001 }: CycleOptions): HourglassDocument {
  const logits = { a: -1.7, b: -1.1 };
  const cycle = { kind: 'binary-cross-entropy', reduction: 'mean', weight, warmupStart: steps / 4, warmupSteps: steps / 4 } as const;
  const judge = { loss: 'least-squares', judges: 'patches' } as const;
  let g = graph({ name: 'Cycle between two sets', id: newId('document') })
    .node('dataset', { source: 'digits' }, { id: 'a', name: 'Digits' })
    .node('dataset', { source: 'digit-outlines' }, { id: 'b', name: 'Outlines' });
  // The same two generators stand twice: once for each way round.
  for (const [from, to] of [['a', 'b'], ['b', 'a']] as const) {
    const there = `${from}-${to}`;
    const back = `${to}-${from}`;
    const [first, second] = from === 'a' ? ['digit', 'outline'] : ['outline', 'digit'];
    g = g
      .node('encoder', {}, { id: `${there}-in`, name: `Look at the ${first}`, layers: narrowing })
      .node('decoder', {}, { id: `${there}-out`, name: `Draw the ${second}`, layers: widening(logits[to]) })
      .node('encoder', {}, { id: `${back}-in-again`, name: `Look at the ${second} again`, layers: narrowing, sharesWith: `${back}-in` })
      .node('decoder', {}, { id: `${back}-out-again`, name: `Draw the ${first} again`, layers: widening(logits[from]), sharesWith: `${back}-out` })
      .node('loss', cycle, { id: `cycle-${from}`, name: `Cycle of the ${first}s` })
      .node('discriminator', judge, { id: `judge-${to}`, name: `Judge of ${second}s`, layers: critic })
      .wire(`${from}.data`, `${there}-in.in`)
      .wire(`${there}-in.out`, `${there}-out.in`)
      .wire(`${there}-out.out`, `${back}-in-again.in`)
      .wire(`${back}-in-again.out`, `${back}-out-again.in`)
      .wire(`${back}-out-again.out`, `cycle-${from}.prediction`)
      .wire(`${from}.data`, `cycle-${from}.target`)
      .wire(`${to}.data`, `judge-${to}.real`)
      .wire(`${there}-out.out`, `judge-${to}.fake`);
    // What is of the second set already is left as it is.
    if (identity > 0)
      g = g
        .node('encoder', {}, { id: `${there}-in-same`, name: `Look at the ${second} for one`, layers: narrowing, sharesWith: `${there}-in` })
        .node('decoder', {}, { id: `${there}-out-same`, name: `Leave the ${second}`, layers: widening(logits[to]), sharesWith: `${there}-out` })
        .node('loss', { kind: 'binary-cross-entropy', reduction: 'mean', weight: identity }, { id: `identity-${to}`, name: `Identity of the ${second}s` })
        .wire(`${to}.data`, `${there}-in-same.in`)
        .wire(`${there}-in-same.out`, `${there}-out-same.in`)
        .wire(`${there}-out-same.out`, `identity-${to}.prediction`)
        .wire(`${to}.data`, `identity-${to}.target`);
  }
  return g
    .training({ epochs: 1, minSteps: steps, patience: 10, batchSize: 16, optimizer: { learningRate, beta1: 0.5, beta2: 0.99 } })
    .player('Critic', { optimizer: { learningRate: 0.0005, beta1: 0.5, beta2: 0.99 } })
    .done(arranged);
}

export const cycle: TemplateDefinition = {
  id: 'cycle',
  title: 'CycleGAN',
  paragraph:
    'Two sets of pictures, digits and outlines of other digits, and nobody says which outline belongs to which digit. One generator turns digits into outlines and one goes back; each has a judge that scores patches of what it draws against real pictures of that set. Alone, the judges are content with any outline. The cycle losses ask that there and back again gives the picture that one began with: an autoencoder whose code is a picture of the other set.',
  lookFor: 'Reconstructions show a digit and what is left of it after both ways. The cycle losses count from a quarter of the steps on: once drawings look like outlines at all, they hold each to its own digit.',
  source: 'Zhu, Park, Isola & Efros, Unpaired Image-to-Image Translation using Cycle-Consistent Adversarial Networks, 2017',
  tags: ['adversarial'],
  lesson: [
    { task: 'Train, for a minute or two.', done: training(500) },
    { task: 'Open Reconstructions.', look: 'A digit, and what is left of it after both ways.', done: looking('reconstructions') },
    { task: 'Set the Weight of a cycle loss to 0 and train again.', look: 'The judges are content. Is it still the same digit?', done: retraining('cycle-a', 'weight') },
  ],
  target: { value: 18 },
  seconds: 120,
  create: () => cycleDocument({ weight: 0.5, identity: 0, steps: 3000 }),
};
