/** Proves all laws of a layer kind for some parameters and an input: one call in the test beside each layer. */
import { beforeAll, describe, expect, it } from 'vitest';
import { fieldProblem, readParams } from '../document/fields';
import { sizeOf, type Shape } from '../document/shape';
import type { Params } from '../document/types';
import { isProblem, type LayerDefinition, type Mode } from '../layers/definition';
import { anywhere, between } from '../layers/reach';
import { runLayer as runMasked } from '../layers/masks';
import { layerOf } from '../layers/registry';
import { Builder, type Tensor } from '../program/builder';
import { verify } from '../program/verify';
import { layerText } from '../codegen/typescript/stack';
import { gradientFaults, runProgram, sample, useCpu } from './run-program';

export interface LayerCase {
  readonly params?: Params;
  readonly input: Shape;
  readonly output: Shape;
  /** Numbers it learns and keeps. */
  readonly weights: number;
  /** Kinds that lead back, in order; a word of the reason where none do. */
  readonly mirror: readonly string[] | string;
}

export interface BuiltLayer {
  readonly b: Builder;
  readonly x: Tensor;
  readonly y: Tensor;
  readonly weights: Readonly<Record<string, Tensor>>;
  readonly updates: Readonly<Record<string, Tensor>>;
  readonly given: Record<number, Float32Array>;
  /** The mask of the input, where it has one, and what is left of it after the layer. */
  readonly mask: Tensor | null;
  readonly maskAfter: Tensor | null;
}

/** The layer on a batch of `batch`, with fixed numbers for input and weights, as it is at `step`. `places`: how many of its places each item has, where it comes with a mask. */
export function buildLayer(layer: LayerDefinition, given: Params, input: Shape, mode: Mode, batch = 3, step = 5, places: readonly number[] | null = null): BuiltLayer {
  const params = readParams(layer.fields, given);
  const b = new Builder();
  const x = b.data('x', [batch, ...input]);
  const values: Record<number, Float32Array> = { [x.id]: sample(batch * sizeOf(input), 1) };
  const weights: Record<string, Tensor> = {};
  layer.weights(params, input).forEach(({ name, shape, init, trainable }, index) => {
    const tensor = b.parameter(name, shape, init, { player: 'autoencoder', trainable: trainable !== false, origin: { node: 'test' } });
    weights[name] = tensor;
    const numbers = sample(sizeOf(shape), index + 5).map((value) => value * 0.6);
    values[tensor.id] = trainable === false ? numbers.map((value) => Math.abs(value) + 0.3) : numbers;
  });
  const updates: Record<string, Tensor> = {};
  const mask = places && b.data('mask', [batch, input[0]!]);
  if (mask) values[mask.id] = Float32Array.from({ length: batch * input[0]! }, (_, at) => (at % input[0]! < places[Math.floor(at / input[0]!)]! ? 1 : 0));
  const { tensor: y, mask: maskAfter } = runMasked(layer, params, x, mask, {
    b,
    mode,
    weight(name) {
      expect(weights, `${layer.kind} asks for a weight that it did not declare`).toHaveProperty(name);
      return weights[name]!;
    },
    update: (name, value) => void (updates[name] = value),
    schedule(name, at) {
      const tensor = b.schedule(name, at);
      values[tensor.id] = Float32Array.of(at(step));
      return tensor;
    },
  });
  return { b, x, y, weights, updates, given: values, mask, maskAfter };
}

/** The value of the layer's output. */
export const runLayer = ({ b, y, given }: BuiltLayer): Float32Array => runProgram(b, given, [y.id])[0]!;

function leadsBack(layer: LayerDefinition, { params = {}, input, output }: LayerCase): { kinds: string[] | string; shape: Shape } {
  const sketches = layer.mirror(readParams(layer.fields, params), input, output);
  if (typeof sketches === 'string') return { kinds: sketches, shape: input };
  let shape = output;
  for (const sketch of sketches) {
    const back = layerOf(sketch.kind)!;
    for (const [name, value] of Object.entries(sketch.params)) expect(fieldProblem(back.fields[name]!, value), `${sketch.kind}.${name}`).toBeNull();
    const next = back.infer(readParams(back.fields, sketch.params), shape);
    if (isProblem(next)) throw new Error(`${sketch.kind} of the mirror takes ${next.expected}, and gets ${next.found}`);
    shape = next;
  }
  return { kinds: sketches.map(({ kind }) => kind), shape };
}

export function testLayer(layer: LayerDefinition, cases: readonly LayerCase[]): void {
  beforeAll(useCpu);
  it('is registered under its kind, with sound defaults and a help', () => {
    expect(layerOf(layer.kind)).toBe(layer);
    expect(layer.help.length).toBeGreaterThan(20);
    for (const [name, field] of Object.entries(layer.fields)) expect(fieldProblem(field, field.default), name).toBeNull();
  });
  describe.each(cases.map((test) => ({ name: `${JSON.stringify(test.params ?? {})} on [${test.input}]`, test })))('$name', ({ test }) => {
    const params = readParams(layer.fields, test.params ?? {});
    it('infers the shape that it builds', () => {
      for (const [name, field] of Object.entries(layer.fields)) expect(fieldProblem(field, params[name] as never), name).toBeNull();
      expect(layer.infer(params, test.input)).toEqual(test.output);
      for (const mode of ['train', 'evaluate', 'infer'] as const) {
        const built = buildLayer(layer, params, test.input, mode);
        expect(built.y.shape).toEqual([3, ...test.output]);
        expect(runLayer(built).every(Number.isFinite)).toBe(true);
        verify(built.b.finish());
      }
    });
    it('keeps its values where it says', () => {
      const built = buildLayer(layer, params, test.input, 'infer');
      const given = built.given[built.x.id]!;
      for (const numbers of [given, given.map(Math.abs), given.map((value) => value * 40)]) {
        built.given[built.x.id] = numbers;
        const [values, input] = [runLayer(built), between(Math.min(...numbers), Math.max(...numbers))];
        const { low, high } = layer.reach?.(params, input) ?? anywhere;
        expect(Math.min(...values)).toBeGreaterThanOrEqual(low - 1e-4);
        expect(Math.max(...values)).toBeLessThanOrEqual(high + 1e-4);
      }
    });
    it('declares its weights', () => {
      const specs = layer.weights(params, test.input);
      expect(specs.reduce((total, { shape }) => total + sizeOf(shape), 0)).toBe(test.weights);
      expect(new Set(specs.map(({ name }) => name)).size).toBe(specs.length);
      const { b } = buildLayer(layer, params, test.input, 'evaluate');
      const used = new Set(b.ops.flatMap((op) => op.inputs));
      for (const { name, value } of b.parameters) expect(used.has(value), `${name} is used`).toBe(true);
    });
    it('changes the same statistics that it declares as not trained', () => {
      const declared = layer.weights(params, test.input).filter(({ trainable }) => trainable === false);
      const { updates } = buildLayer(layer, params, test.input, 'train');
      expect(Object.keys(updates).sort()).toEqual(declared.map(({ name }) => name).sort());
      for (const { name, shape } of declared) expect(updates[name]!.shape).toEqual(shape);
    });
    it.each(['train', 'evaluate'] as const)('derives its gradients (%s)', (mode) => {
      const { b, x, y, weights, given } = buildLayer(layer, params, test.input, mode);
      const trained = b.parameters.filter(({ trainable }) => trainable).map(({ name }) => weights[name]!);
      expect(gradientFaults(b, y, [x, ...trained], given)).toEqual([]);
    });
    it('mirrors', () => {
      const { kinds, shape } = leadsBack(layer, test);
      if (typeof test.mirror === 'string') {
        expect(kinds).toContain(test.mirror);
        return;
      }
      expect(kinds).toEqual(test.mirror);
      expect(shape).toEqual(test.input);
    });
    it('is written as tf.layers', () => {
      const lines = layerText(layer, params, { name: 'layer', input: test.input, output: test.output, custom: (className) => className });
      for (const line of lines) expect(line).toMatch(/^(tf\.layers\.\w+|new \w+)\(\{ name: 'layer/);
    });
  });
}

/** What the layer takes, as its messages say it. */
export function problemOf(layer: LayerDefinition, params: Params, input: Shape): string {
  const result = layer.infer(readParams(layer.fields, params), input);
  return isProblem(result) ? `takes ${result.expected}, and gets ${result.found}. ${result.cure}` : 'no problem';
}
