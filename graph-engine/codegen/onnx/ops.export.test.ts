/** The table of operations: every case of every operation in onnxruntime beside our own. */
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { Builder } from '../../program/builder';
import { opOf } from '../../program/ops';
import type { ValueId } from '../../program/types';
import { growing } from '../../testing/growing';
import { opCases } from '../../testing/op-cases';
import { difference, openOnnx } from '../../testing/onnx';
import { runProgram, sample, useCpu } from '../../testing/run-program';
import { grow } from '../program/growth';
import { Graph, held } from './graph';
import { writeModel } from './model-proto';
import { ops } from './ops';
import { writeGraph } from './write-graph';

const size = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);
const cases = opCases.filter(({ kind }) => typeof ops[kind] === 'function');

describe('operations in ONNX', () => {
  it.each([1, 2, 5])('follow a batch of %i', async (batch) => {
    await useCpu();
    let results: readonly ValueId[] = [];
    const grown = grow((size) => {
      const written = growing(size);
      ({ results } = written);
      return written.b;
    });
    const graph = new Graph('x');
    const written = writeGraph({ grown, graph, given: new Map([[grown.builder.inputs[0]!.value, held('x')]]), instead: new Map(), weights: new Map(), results });
    if ('refused' in written) throw new Error('refused');
    written.results.forEach((result, i) => graph.give(graph.last(result), `y${i}`));
    const { nodes, initializers } = graph;
    const model = await openOnnx(writeModel({ name: 'case', doc: '', nodes, initializers, metadata: {}, inputs: [{ name: 'x', type: 'float', shape: ['batch', 4] }], outputs: results.map((id, i) => ({ name: `y${i}`, type: 'float', shape: grown.values[id]!.shape.map((one, axis) => (typeof one === 'number' ? one : `y${i} ${axis}`)) })) }));
    const own = growing(batch);
    const x = sample(4 * batch, 1).map((value, i) => (i % 4 === 0 ? (i / 4 + 1) % batch : value));
    const found = await model.run({ x: { shape: [batch, 4], data: x } });
    await model.release();
    runProgram(own.b, { [own.b.inputs[0]!.value]: x }, own.results).forEach((data, i) => expect(difference(found[`y${i}`]!, { shape: own.b.values[own.results[i]!]!.shape, data }), `y${i}`).toBeLessThanOrEqual(1e-6));
  });

  it('are asked in every kind that is not refused', () => {
    const asked = new Set(cases.map(({ kind }) => kind));
    expect(Object.entries(ops).filter(([kind, write]) => typeof write === 'function' && !asked.has(kind as keyof typeof ops))).toEqual([]);
  });

  it('give what ours give, in every case', async () => {
    await useCpu();
    const faults: string[] = [];
    for (const [number, { name, kind, inputs, attrs }] of cases.entries()) {
      const b = new Builder();
      const operands = inputs.map((input, i) => (input.dtype === 'int32' ? b.toInt(b.data(`x${i}`, input.shape)) : b.data(`x${i}`, input.shape)));
      const output = b.emit(kind, operands, attrs);
      const data = inputs.map(({ shape, low, high, dtype }, i) => {
        const values = sample(size(shape), i + number).map((x) => low + ((x / 1.3 + 1) / 2) * (high - low) * 0.999);
        return dtype === 'int32' ? values.map(Math.floor) : values;
      });
      const graph = new Graph('x0');
      const written = writeGraph({ grown: grow(() => b), graph, given: new Map(b.inputs.map(({ value, name: input }) => [value, held(input)])), instead: new Map(), weights: new Map(), results: [output.id] });
      if ('refused' in written) throw new Error(`${name} is refused`);
      graph.give(graph.last(written.results[0]!), 'y');
      const { nodes, initializers } = graph;
      const bytes = writeModel({ name: 'case', doc: '', nodes, initializers, metadata: {}, inputs: inputs.map(({ shape }, i) => ({ name: `x${i}`, type: 'float', shape })), outputs: [{ name: 'y', type: output.dtype === 'int32' ? 'int64' : 'float', shape: output.shape }] });
      const model = await openOnnx(bytes);
      const found = await model.run(Object.fromEntries(inputs.map(({ shape }, i) => [`x${i}`, { shape, data: data[i]! }])));
      await model.release();
      const wanted = tf.tidy(() => {
        const x = inputs.map(({ shape, dtype }, i) => (dtype === 'int32' ? tf.tensor(Int32Array.from(data[i]!), [...shape], 'int32') : tf.tensor(data[i]!, [...shape])));
        return Float32Array.from(opOf(kind).execute(tf, x, attrs, { seed: 1, step: 0 }).dataSync());
      });
      const far = difference(found['y']!, { shape: output.shape, data: wanted });
      if (!(far <= 1e-5)) faults.push(`${name} differs by ${far}`);
    }
    expect(faults).toEqual([]);
  });
});
