/**
 * The law of masks: what lies in padded places of a sequence never changes what comes out of the others, and a padded batch gives item by item what its items
 * give alone. It is asked of whatever stands in the registry of layers.
 */
import { readParams } from '../document/fields';
import type { Shape } from '../document/shape';
import type { Params } from '../document/types';
import { isProblem, type LayerDefinition, type Mode } from '../layers/definition';
import { maskUse } from '../layers/masks';
import type { Random } from '../random/random';
import { paramSamples } from './param-samples';
import { runProgram } from './run-program';
import { buildLayer, type BuiltLayer } from './test-layer';

/** Sequences of channels, rows of places, and places that are rows of a picture. */
const inputs: readonly Shape[] = [[7, 4], [6, 3], [5, 6], [6], [8, 4, 2]];
const BATCH = 3;
/** All of them, about half, and one. */
const lengthsOf = (places: number): readonly number[] => [places, Math.ceil(places / 2), 1];

interface Result {
  readonly values: Float32Array;
  /** Null where all of the values count. */
  readonly mask: Float32Array | null;
  readonly updates: Readonly<Record<string, Float32Array>>;
}
function run({ b, y, maskAfter, updates, given }: BuiltLayer): Result {
  const names = Object.keys(updates);
  const [values, ...rest] = runProgram(b, given, [y.id, ...names.map((name) => updates[name]!.id), ...(maskAfter ? [maskAfter.id] : [])]);
  return { values: values!, mask: maskAfter ? rest.at(-1)! : null, updates: Object.fromEntries(names.map((name, i) => [name, rest[i]!])) };
}

const near = (x: number, y: number): boolean => Math.abs(x - y) <= 1e-4 * (1 + Math.abs(x));
/** Whether `value(i)` is that of `a` wherever the mask, if there is one, is 1. */
const agrees = ({ values, mask }: Result, value: (at: number) => number): boolean => values.every((x, at) => (mask !== null && mask[Math.floor((at * mask.length) / values.length)] === 0) || near(x, value(at)));
const draws = ({ b }: BuiltLayer): boolean => b.ops.some(({ kind }) => kind.startsWith('random'));

function* faultsOf(layer: LayerDefinition, params: Params, input: Shape, mode: Mode): Generator<string> {
  const lengths = lengthsOf(input[0]!);
  const build = (places: readonly number[] | null, shape = input, batch = BATCH): BuiltLayer => buildLayer(layer, params, shape, mode, batch, 5, places);
  const padded = build(lengths);
  const result = run(padded);
  const use = maskUse(layer, readParams(layer.fields, params), input);
  if ((use === 'ends') !== (padded.maskAfter === null)) yield `${use} the mask, and ${padded.maskAfter ? 'gives' : 'loses'} it`;
  if (padded.maskAfter && padded.maskAfter.shape.join() !== [BATCH, padded.y.shape[1]].join()) yield `gives a mask [${padded.maskAfter.shape.join(', ')}] beside [${padded.y.shape.join(', ')}]`;
  if (result.mask && lengths.some((_, item) => result.mask![item * padded.y.shape[1]!] !== 1)) yield 'leaves nothing of an item that has a place';

  const numbers = padded.given[padded.x.id]!;
  const perItem = numbers.length / BATCH;
  const isPadding = (at: number): boolean => Math.floor(((at % perItem) * input[0]!) / perItem) >= lengths[Math.floor(at / perItem)]!;
  const other = run({ ...padded, given: { ...padded.given, [padded.x.id]: numbers.map((value, at) => (isPadding(at) ? 5 - 3 * value : value)) } });
  if (!agrees(result, (at) => other.values[at]!)) yield 'what lies in padded places changes what comes out';
  for (const [name, values] of Object.entries(result.updates)) if (!values.every((value, at) => near(value, other.updates[name]![at]!))) yield `what lies in padded places changes ${name}`;

  // Random numbers are of the batch, and so are its statistics.
  if (draws(padded) || (mode === 'train' && layer.batchStatistics)) return;
  const perResult = result.values.length / BATCH;
  for (const [item, length] of lengths.entries()) {
    const itemOf = (numbers: Float32Array, each: number): Float32Array => numbers.slice(item * each, (item + 1) * each);
    const own: Result = { ...result, values: itemOf(result.values, perResult), mask: result.mask && itemOf(result.mask, result.mask.length / BATCH) };
    const alone = build([length], input, 1);
    alone.given[alone.x.id] = itemOf(numbers, perItem);
    const single = run(alone);
    if (!agrees(own, (at) => single.values[at]!)) yield `item ${item} of a padded batch gives something else alone`;
    // As it is without any padding, where the weights are those of any number of places.
    const short = [length, ...input.slice(1)];
    const read = readParams(layer.fields, params);
    const output = layer.infer(read, short);
    const shapes = (of: Shape): string => JSON.stringify(layer.weights(read, of).map(({ shape }) => shape));
    if (use === 'ends' || isProblem(output) || shapes(short) !== shapes(input)) continue;
    const whole = build(null, short, 1);
    whole.given[whole.x.id] = itemOf(numbers, perItem).slice(0, (perItem / input[0]!) * length);
    for (const [name, { id }] of Object.entries(whole.weights)) whole.given[id] = padded.given[padded.weights[name]!.id]!;
    const { values } = run(whole);
    const present = own.mask!.reduce((sum, value) => sum + value, 0);
    if (present !== output[0]) yield `says that ${present} places are left of ${length}, and there are ${output[0]}`;
    else if (!agrees(own, (at) => values[at]!)) yield `${length} places give something else without padding`;
  }
}

/** Runs `layer` on padded batches, with its defaults and with `draws` random choices of its parameters. */
export function checkMasks(layer: LayerDefinition, random: Random, draws: number): { readonly faults: readonly string[]; readonly runs: number } {
  const faults: string[] = [];
  let runs = 0;
  for (const input of inputs) {
    for (const params of paramSamples(layer.fields, random, draws)) {
      if (isProblem(layer.infer(readParams(layer.fields, params), input))) continue;
      for (const mode of ['train', 'evaluate'] as const) {
        runs++;
        for (const fault of faultsOf(layer, params, input, mode)) faults.push(`${layer.kind} ${JSON.stringify(params)} on [${input}], ${mode}: ${fault}`);
      }
    }
  }
  return { faults, runs };
}
