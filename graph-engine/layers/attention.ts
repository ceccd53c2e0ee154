/** Attention between the places of a sequence (Vaswani et al. 2017, section 3.2): what the layers that attend have in common. */
import { printShape, type Shape } from '../document/shape';
import { defineFunction } from '../functions/define-function';
import { count } from '../functions/common';
import type { Builder, Tensor } from '../program/builder';
import type { LayerProblem, WeightSpec } from './definition';
import { notASequence } from './sequence';

/** Scores grow with the square of the places. */
const placesLimit = 2048;
const headsLimit = 64;

export const attentionFields = {
  heads: { type: 'integer', label: 'Heads', help: 'Attentions side by side, each with its share of the channels, which must divide by their number.', default: 4, min: 1, max: headsLimit },
  causal: { type: 'boolean', label: 'Causal', help: 'Each place sees itself and those before it alone, as where the next word is guessed.', default: false, advanced: true },
} as const;

/** The problem of an input that these heads cannot attend to, or null. */
export function attentionProblem(heads: number, input: Shape): LayerProblem | null {
  const problem = notASequence(input);
  if (problem) return problem;
  const [places, channels] = input as readonly [number, number];
  if (places > placesLimit) {
    const stride = Math.min(16, Math.ceil(places / placesLimit));
    return { expected: `a sequence of at most ${placesLimit.toLocaleString('en')} places`, found: printShape(input), cure: 'Put a Conv1D with a stride before it, which makes places fewer.', insert: [{ kind: 'conv1d', params: { filters: channels, stride } }] };
  }
  if (channels % heads === 0) return null;
  let fitting = Math.min(heads, channels);
  while (channels % fitting !== 0) fitting--;
  return {
    expected: `a number of channels that divides by its ${heads} heads`,
    found: printShape(input),
    cure: 'Change the heads or the channels.',
    wants: [places, Math.ceil(channels / heads) * heads],
    set: [{ label: `Set Heads to ${fitting}`, params: { heads: fitting } }],
  };
}

export function attentionWeights(channels: number): readonly WeightSpec[] {
  const shape = [channels, channels];
  return ['queryKernel', 'keyKernel', 'valueKernel', 'outputKernel'].map((name) => ({ name, shape, init: { kind: 'glorotUniform', fanIn: channels, fanOut: channels } }));
}

const source = 'Vaswani et al. 2017, eq. 1';
const scoresOf = (b: Builder, queries: Tensor, keys: Tensor): Tensor => b.mul(b.matMul(queries, keys, false, true), 1 / Math.sqrt(queries.shape.at(-1)!));
const scaledDotProductAttention = defineFunction(
  { name: 'scaledDotProductAttention', help: 'Each query takes the values by how well their keys fit it: softmax(Q Kᵀ / √d) V', source },
  ['queries', 'keys', 'values'],
  (b, queries: Tensor, keys: Tensor, values: Tensor) => b.matMul(b.softmax(scoresOf(b, queries, keys)), values),
);
const maskedAttention = defineFunction(
  { name: 'maskedAttention', help: 'Each query takes the values by how well their keys fit it, of those alone that it may see (1 in `visible`): softmax(Q Kᵀ / √d) V', source },
  ['queries', 'keys', 'values', 'visible'],
  (b, queries: Tensor, keys: Tensor, values: Tensor, visible: Tensor) => {
    // A score this low has the probability 0.
    const scores = b.name('scores', b.sub(scoresOf(b, queries, keys), b.mul(b.sub(1, visible), 1e9)));
    return b.matMul(b.softmax(scores), values);
  },
);

/** Which place (column) a place (row) sees: itself and those before it. [1, 1, places, places] */
function earlier(b: Builder, places: number): Tensor {
  const numbers = count(b, places);
  return b.reshape(b.step(b.add(b.sub(b.reshape(numbers, [places, 1]), numbers), 0.5)), [1, 1, places, places]);
}

/** Where there is anything that is not seen: [batch or 1, 1, places or 1, places] of 1 and 0. */
function visibleOf(b: Builder, places: number, mask: Tensor | null, causal: boolean): Tensor | null {
  const present = mask && b.reshape(mask, [mask.shape[0]!, 1, 1, places]);
  if (!causal) return present;
  return present ? b.mul(earlier(b, places), present) : earlier(b, places);
}

export interface Attention {
  readonly heads: number;
  readonly causal: boolean;
}
/** Attention of each place to all: [batch, places, channels] → the same. */
export function attend(b: Builder, x: Tensor, { heads, causal }: Attention, mask: Tensor | null, weight: (name: string) => Tensor): Tensor {
  const [batch, places, channels] = x.shape as readonly [number, number, number];
  const rows = b.reshape(x, [batch * places, channels]);
  const split = (name: string): Tensor => b.transpose(b.reshape(b.matMul(rows, weight(`${name}Kernel`)), [batch, places, heads, channels / heads]), [0, 2, 1, 3]);
  const [queries, keys, values] = [b.name('queries', split('query')), b.name('keys', split('key')), b.name('values', split('value'))];
  const visible = visibleOf(b, places, mask, causal);
  const attended = visible ? maskedAttention(b, queries, keys, values, b.name('visible', visible)) : scaledDotProductAttention(b, queries, keys, values);
  const together = b.reshape(b.transpose(attended, [0, 2, 1, 3]), [batch * places, channels]);
  return b.reshape(b.matMul(together, weight('outputKernel')), [batch, places, channels]);
}
