/**
 * A Transformer block (Vaswani et al. 2017, section 3.1) that normalises before its parts instead of behind them, so that deep stacks learn from the start
 * (Xiong et al. 2020): attention and a feed-forward network, each added to what comes in.
 */
import { sizeOf } from '../document/shape';
import type { Tensor } from '../program/builder';
import { activationOf, kernelInit } from './activations';
import { attend, attentionFields, attentionProblem, attentionWeights } from './attention';
import { defineLayer, type WeightSpec } from './definition';
import { dropValues } from './dropout';
import { normalise } from './layer-norm';

const epsilon = 1e-5;
const normWeights = (name: string, channels: number): readonly WeightSpec[] => [
  { name: `${name}Gamma`, shape: [channels], init: { kind: 'ones' } },
  { name: `${name}Beta`, shape: [channels], init: { kind: 'zeros' } },
];

export const transformer = defineLayer({
  kind: 'transformer',
  title: 'Transformer block',
  help: 'Self-attention, then a small network on each place; both are normalised before and added to what came in. The shape stays. A LayerNorm after the last block helps.',
  words: ['attention', 'bert', 'gpt', 'encoder layer', 'self-attention', 'multi-head attention', 'language model', 'vit', 'pre-norm'],
  category: 'sequence',
  fields: {
    ...attentionFields,
    factor: { type: 'integer', label: 'Feed-forward', help: 'How many times as many channels the small network has inside.', default: 4, min: 1, max: 16 },
    activation: {
      type: 'choice',
      label: 'Activation',
      help: 'The non-linearity inside the small network.',
      default: 'gelu',
      options: [
        { value: 'gelu', label: 'GELU', help: 'As in BERT and GPT.' },
        { value: 'relu', label: 'ReLU', help: 'As in the first Transformer; faster.' },
      ],
    },
    dropout: { type: 'number', label: 'Dropout', help: 'Share of the values that are dropped from what both parts add, while training.', default: 0, min: 0, max: 0.9, step: 0.05 },
  },
  summary: ({ heads, factor, causal }) => `${heads} ${heads === 1 ? 'head' : 'heads'} · ×${factor}${causal ? ' · causal' : ''}`,
  infer: ({ heads }, input) => attentionProblem(heads, input) ?? input,
  weights({ factor, activation }, input) {
    const channels = input[1]!;
    const inside = channels * factor;
    return [
      ...normWeights('attentionNorm', channels),
      ...attentionWeights(channels),
      ...normWeights('forwardNorm', channels),
      { name: 'expandKernel', shape: [channels, inside], init: kernelInit(activation, channels, inside) },
      { name: 'expandBias', shape: [inside], init: { kind: 'zeros' } },
      { name: 'contractKernel', shape: [inside, channels], init: kernelInit('linear', inside, channels) },
      { name: 'contractBias', shape: [channels], init: { kind: 'zeros' } },
    ];
  },
  mask: () => 'uses',
  build({ heads, causal, activation, dropout }, x, { b, weight, mode, mask }) {
    const normal = (value: Tensor, name: string): Tensor => normalise(b, value, weight(`${name}Gamma`), weight(`${name}Beta`), epsilon);
    const dropped = (value: Tensor): Tensor => (mode === 'train' && dropout > 0 ? dropValues(b, value, dropout) : value);
    const attended = b.name('attended', b.add(x, dropped(attend(b, normal(x, 'attentionNorm'), { heads, causal }, mask, weight))));
    const rows = b.reshape(normal(attended, 'forwardNorm'), [sizeOf(x.shape.slice(0, 2)), x.shape[2]!]);
    const inside = activationOf(activation).build(b, b.add(b.matMul(rows, weight('expandKernel')), weight('expandBias')));
    const forward = b.add(b.matMul(inside, weight('contractKernel')), weight('contractBias'));
    return b.add(attended, dropped(b.reshape(forward, x.shape)));
  },
  mirror: ({ heads, causal, factor, activation, dropout }) => [{ kind: 'transformer', params: { heads, causal, factor, activation, dropout } }],
});
