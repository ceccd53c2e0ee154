/** Bottleneck: the narrow place, where features become a code. */
import { diagnostic } from '../diagnostics/print';
import type { Params } from '../document/types';
import { bottleneckKinds, type BottleneckKindName } from './bottleneck-kinds';
import { fixes } from './fixes';
import { defineNode, nothing } from './definition';
import { whole } from './merge';

const only =
  (...kinds: readonly BottleneckKindName[]) =>
  ({ kind }: Params): boolean =>
    kinds.includes(kind as BottleneckKindName);

export const bottleneck = defineNode({
  kind: 'bottleneck',
  title: 'Bottleneck',
  help: 'Makes the code: few numbers that must hold what matters. Its kind decides what sort of numbers they are.',
  words: ['latent', 'latent space', 'hidden', 'representation', 'z', 'compression'],
  category: 'code',
  fields: {
    kind: {
      type: 'choice',
      label: 'Code',
      help: 'What sort of numbers the code holds.',
      default: 'vector',
      options: (Object.keys(bottleneckKinds) as BottleneckKindName[]).map((value) => ({
        value,
        label: bottleneckKinds[value].label,
        help: bottleneckKinds[value].help,
        words: bottleneckKinds[value].words,
      })),
    },
    size: { type: 'integer', label: 'Size', help: 'Numbers in the code.', default: 2, min: 1, max: 4096, when: only('vector', 'gaussian', 'binary') },
    projection: {
      type: 'boolean',
      label: 'Always project',
      help: 'Puts a linear layer before the code even where its input has the right size already; where it has not, there always is one.',
      default: false,
      advanced: true,
      when: only('vector'),
    },
    beta: { type: 'number', label: 'β', help: 'Weight of the KL term; above 1 the dimensions are pushed apart.', default: 1, min: 0, max: 1000, step: 0.1, when: only('gaussian') },
    warmupSteps: { type: 'integer', label: 'Warm-up steps', help: 'Steps in which β goes from its first value to its own; 0 is off.', default: 0, min: 0, max: 1_000_000, when: only('gaussian') },
    startBeta: {
      type: 'number',
      label: 'First β',
      help: 'Of the first step. 0 lets the code hold everything and then takes from it; one far above β lets it hold nothing at first, and its dimensions come into use one after another.',
      default: 0,
      min: 0,
      max: 1000,
      step: 0.1,
      when: ({ kind, warmupSteps }) => kind === 'gaussian' && warmupSteps !== 0,
    },
    freeBits: {
      type: 'number',
      label: 'Free bits',
      help: 'Nats per dimension that cost nothing, so that none is given up early; 0 is off.',
      default: 0,
      min: 0,
      max: 10,
      step: 0.05,
      advanced: true,
      when: only('gaussian'),
    },
    estimator: {
      type: 'choice',
      label: 'Bits',
      help: 'How a bit is set while training.',
      default: 'sample',
      options: [
        { value: 'sample', label: 'Drawn', help: '1 with the probability that the network gives.' },
        { value: 'threshold', label: 'Threshold', help: '1 where the probability is above one half.' },
      ],
      when: only('binary'),
    },
    groups: { type: 'integer', label: 'Groups', help: 'One-hot vectors side by side.', default: 1, min: 1, max: 256, when: only('categorical') },
    classes: { type: 'integer', label: 'Classes', help: 'Numbers in each one-hot vector.', default: 10, min: 2, max: 1024, when: only('categorical') },
    relaxation: {
      type: 'choice',
      label: 'Estimator',
      help: 'How a gradient gets through the choice.',
      default: 'gumbel',
      options: [
        { value: 'gumbel', label: 'Gumbel', help: 'Draws a class with Gumbel noise; the gradient is that of a softmax at the temperature.' },
        { value: 'straight-through', label: 'Straight-through', help: 'Takes the likeliest class; the gradient is that of the probabilities.' },
      ],
      when: only('categorical'),
    },
    temperature: { type: 'number', label: 'Temperature', help: 'Of the softmax at the start.', default: 1, min: 0.05, max: 10, step: 0.05, when: ({ kind, relaxation }) => kind === 'categorical' && relaxation === 'gumbel' },
    endTemperature: { type: 'number', label: 'Last temperature', help: 'Of the softmax after the annealing.', default: 0.5, min: 0.05, max: 10, step: 0.05, when: ({ kind, relaxation }) => kind === 'categorical' && relaxation === 'gumbel' },
    annealSteps: { type: 'integer', label: 'Annealing steps', help: 'Steps from the first to the last temperature.', default: 2000, min: 0, max: 1_000_000, when: ({ kind, relaxation }) => kind === 'categorical' && relaxation === 'gumbel' },
    balance: {
      type: 'number',
      label: 'Balance',
      help: 'Weight of a term that is 0 where a batch uses all classes alike, and log(classes) where it uses one: KL of the mean probabilities from the uniform distribution, in nats. 0 is off.',
      default: 0,
      min: 0,
      max: 1000,
      step: 1,
      when: only('categorical'),
    },
  },
  traits: { stack: false, preview: 'code-map', objective: false, shareable: true },
  inputs: () => [{ id: 'in', label: 'Features', help: 'What the Encoder gives; an image is flattened first.', accepts: ['features', 'code', 'data', 'logits'] }],
  outputs: ({ kind }) => bottleneckKinds[kind].outputs,
  infer({ node, params, input, upstream, report }) {
    const type = input('in');
    if (!type) return nothing;
    const kind = bottleneckKinds[params.kind];
    if (params.kind === 'vector' && upstream && !upstream.corrupted && params.size >= upstream.size) {
      const args = { node: node.name, found: `${params.size} numbers`, expected: `${upstream.size} numbers` };
      const smaller = Math.max(1, Math.floor(upstream.size / 4));
      const fix = fixes.setParam(`Set Size to ${smaller}`, node.id, 'size', smaller);
      report(diagnostic('code.size', { node: node.id, field: 'size' }, args, { severity: 'warning', fixes: smaller < upstream.size ? [fix] : [] }));
    }
    return { outputs: kind.types(params, type.shape), weights: kind.weights(params, type.shape) };
  },
  build: (context) => bottleneckKinds[context.params.kind].build(context, whole(context.b, context.input('in'))),
  summary: (params) => bottleneckKinds[params.kind].summary(params),
  terms({ kind, beta, balance }) {
    if (kind === 'gaussian') return [{ name: 'the KL term', per: 'item', elements: 1, weight: beta, usual: 1, field: 'beta', fieldLabel: 'β' }];
    return kind === 'categorical' ? [{ name: 'the balance', per: 'item', elements: 1, weight: balance, usual: 1, field: 'balance', fieldLabel: 'Balance' }] : [];
  },
  // A code that nothing holds to its prior has none.
  sampling: ({ kind, beta }) => (kind === 'gaussian' && beta === 0 ? 'empirical' : bottleneckKinds[kind].sampling),
  disentangles: ({ kind, beta }) => kind === 'gaussian' && beta > 1,
});
