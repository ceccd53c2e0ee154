/** What is shown of files that are no text, and that damaged ones show nothing. */
import { expect, it } from 'vitest';
import { Random } from '../../random/random';
import { writeSafetensors } from '../../runtime/safetensors';
import { writeModel } from '../onnx/model-proto';
import { kernelsFile } from '../web/kernels';
import { previewOf } from './registry';

const raw = new Uint8Array(new Float32Array(6).buffer);
const onnx = writeModel({
  name: 'encoder',
  doc: 'Digits: the code of each item.',
  nodes: [{ name: 'a', kind: 'MatMul', inputs: ['data', 'encoder/dense/kernel'], outputs: ['b'], attributes: {} }, { name: 'c', kind: 'Relu', inputs: ['b'], outputs: ['code'], attributes: { axis: -1, perm: [0, 1] } }],
  initializers: [{ name: 'encoder/dense/kernel', type: 'float', shape: [2, 3], raw }],
  inputs: [{ name: 'data', type: 'double', shape: ['batch', 2] }],
  outputs: [{ name: 'code', type: 'float', shape: ['batch', 3] }],
  metadata: { document: 'Digits' },
});
const tensors = writeSafetensors(new Map([['encoder/dense/kernel', { shape: [2, 2], data: Float32Array.of(-1, 0.25, 3, 2) }]]), { step: '12' });

it('tells of a model in ONNX what goes in and comes out', () => {
  expect(previewOf('encoder.onnx', onnx)).toEqual({
    about: 'Digits: the code of each item.',
    facts: [['Operator set', 'ai.onnx 17'], ['Format version', '8'], ['Written by', 'Hourglass'], ['Operators', '2'], ['Numbers in weights', '6']],
    tables: [
      { title: 'Inputs', columns: ['Name', 'Type', 'Shape'], rows: [['data', 'float64', '[batch, 2]']] },
      { title: 'Outputs', columns: ['Name', 'Type', 'Shape'], rows: [['code', 'float32', '[batch, 3]']] },
      { title: 'Operators', columns: ['Operator', 'How often'], rows: [['MatMul', '1'], ['Relu', '1']] },
      { title: 'Weights', columns: ['Name', 'Type', 'Shape'], rows: [['encoder/dense/kernel', 'float32', '[2, 3]']] },
      { title: 'Metadata', columns: ['Name', 'Text'], rows: [['document', 'Digits']] },
    ],
  });
});
it('tells names, shapes and ranges of weights', () => {
  expect(previewOf('weights.safetensors', tensors)?.tables).toEqual([
    { title: 'Tensors', columns: ['Name', 'Shape', 'Numbers', 'From … to'], rows: [['encoder/dense/kernel', '[2, 2]', '4', '-1 to 3']] },
    { title: 'Metadata', columns: ['Name', 'Text'], rows: [['step', '12']] },
  ]);
});
it('tells what kernels give', () => {
  const preview = previewOf('kernels.wasm', kernelsFile())!;
  expect(preview.tables[0]!.rows).toContainEqual(['matMul', 'function']);
  expect(preview.facts[1]![1]).toBe('env.memory (memory)');
});
it('shows nothing of what it does not know, and nothing of damaged files', () => {
  expect(previewOf('data/digits-idx-ubyte.gz', Uint8Array.of(1, 2))).toBeNull();
  expect(previewOf('a.onnx', new Uint8Array(0))).toBeNull();
  const random = new Random(3);
  for (const [path, bytes] of [['a.onnx', onnx], ['a.safetensors', tensors], ['a.wasm', kernelsFile()]] as const) {
    for (let i = 0; i < 40; i++) {
      const damaged = i % 2 === 0 ? bytes.slice(0, random.integer(bytes.length)) : bytes.slice();
      for (let j = 0; j < 4 && damaged.length > 0; j++) damaged[random.integer(damaged.length)] = random.integer(256);
      // A table or nothing, and never a fault.
      previewOf(path, damaged);
    }
    expect(previewOf(path, bytes.slice(0, 9))).toBeNull();
  }
});
