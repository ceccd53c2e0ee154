/** The table of operations: every case of every operation as a module, beside our own on plain JavaScript. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Builder } from '../../program/builder';
import { opOf } from '../../program/ops';
import type { ValueId } from '../../program/types';
import { growing } from '../../testing/growing';
import { difference } from '../../testing/onnx';
import { opCases } from '../../testing/op-cases';
import { runProgram, sample, useCpu } from '../../testing/run-program';
import { runAsModule } from '../../testing/web-module';
import { grow } from '../program/growth';
import { ops } from './ops';
import { each } from './runtime/each';

const size = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);
const cases = opCases.filter(({ kind }) => typeof ops[kind] === 'function');

describe('operations in a module', () => {
  beforeAll(() => useCpu());

  it.each([1, 2, 5])('follow a batch of %i', async (batch) => {
    let results: readonly ValueId[] = [];
    const grown = grow((many) => {
      const written = growing(many);
      ({ results } = written);
      return written.b;
    });
    const own = growing(batch);
    const data = sample(4 * batch, 1).map((value, i) => (i % 4 === 0 ? (i / 4 + 1) % batch : value));
    const found = await runAsModule(grown, [{ value: grown.builder.inputs[0]!.value, shape: [batch, 4], data, dtype: 'float32' }], results);
    runProgram(own.b, { [own.b.inputs[0]!.value]: data }, own.results).forEach((wanted, i) => expect(difference(found[i]!, { shape: own.b.values[own.results[i]!]!.shape, data: wanted }), `result ${i}`).toBeLessThanOrEqual(1e-6));
  });

  it('are asked in every kind that is not refused', () => {
    const asked = new Set(cases.map(({ kind }) => kind));
    expect(Object.entries(ops).filter(([kind, write]) => typeof write === 'function' && !asked.has(kind as keyof typeof ops))).toEqual([]);
  });

  it('give what ours give, in every case, and those on each number in double precision too', async () => {
    const faults: string[] = [];
    for (const [number, { name, kind, inputs, attrs }] of cases.entries()) {
      const b = new Builder();
      const operands = inputs.map((input, i) => (input.dtype === 'int32' ? b.toInt(b.data(`x${i}`, input.shape)) : b.data(`x${i}`, input.shape)));
      const output = b.emit(kind, operands, attrs);
      const data = inputs.map(({ shape, low, high, dtype }, i) => {
        const values = sample(size(shape), i + number).map((x) => low + ((x / 1.3 + 1) / 2) * (high - low) * 0.999);
        return dtype === 'int32' ? values.map(Math.floor) : values;
      });
      const wanted = tf.tidy(() => {
        const x = inputs.map(({ shape, dtype }, i) => (dtype === 'int32' ? tf.tensor(Int32Array.from(data[i]!), [...shape], 'int32') : tf.tensor(data[i]!, [...shape])));
        return Float32Array.from(opOf(kind).execute(tf, x, attrs, { seed: 1, step: 0 }).dataSync());
      });
      const isMoved = ['reshape', 'concat', 'slice'].includes(kind) && inputs.every(({ dtype }) => dtype === 'float32');
      for (const exact of kind in each || isMoved ? [false, true] : [false]) {
        const feeds = inputs.map(({ shape, dtype }, i) => ({ value: operands[i]!.id, shape, dtype, data: exact ? Float64Array.from(data[i]!) : data[i]! }));
        const [found] = await runAsModule(grow(() => b), feeds, [output.id], exact);
        const far = difference(found!, { shape: output.shape, data: wanted });
        if (!(far <= 1e-5)) faults.push(`${name}${exact ? ' in double precision' : ''} differs by ${far}`);
      }
    }
    expect(faults).toEqual([]);
  });
});
