/** Runs ONNX models in the WebAssembly build of onnxruntime, and asks ONNX's own checker where the machine has it. */
import { spawnSync } from 'node:child_process';
import * as ort from 'onnxruntime-web';

ort.env.logLevel = 'error';
ort.env.wasm.numThreads = 1;

export interface OnnxTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array;
}
const typeOf = (data: Float32Array | Float64Array | BigInt64Array): 'float32' | 'float64' | 'int64' => (data instanceof Float32Array ? 'float32' : data instanceof Float64Array ? 'float64' : 'int64');

export interface OnnxModel {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(feeds: Readonly<Record<string, { readonly shape: readonly number[]; readonly data: Float32Array | Float64Array | BigInt64Array }>>): Promise<Readonly<Record<string, { readonly shape: readonly number[]; readonly data: Float32Array }>>>;
  release(): Promise<void>;
}
export async function openOnnx(bytes: Uint8Array): Promise<OnnxModel> {
  const session = await ort.InferenceSession.create(bytes);
  return {
    inputNames: session.inputNames,
    outputNames: session.outputNames,
    async run(feeds) {
      const found = await session.run(Object.fromEntries(Object.entries(feeds).map(([name, { shape, data }]) => [name, new ort.Tensor(typeOf(data), data, [...shape])])));
      return Object.fromEntries(Object.entries(found).map(([name, { dims, data }]) => [name, { shape: dims, data: Float32Array.from(data as ArrayLike<number | bigint>, Number) }]));
    },
    release: () => session.release(),
  };
}

/** The greatest difference, relative to the greatest value above 1; infinite where shapes differ or a number is none. */
export function difference(found: { readonly shape: readonly number[]; readonly data: ArrayLike<number> }, wanted: { readonly shape: readonly number[]; readonly data: ArrayLike<number> }): number {
  if (found.shape.join() !== wanted.shape.join() || found.data.length !== wanted.data.length) return Infinity;
  let [most, scale] = [0, 1];
  for (let i = 0; i < wanted.data.length; i++) {
    const one = Math.abs(found.data[i]! - wanted.data[i]!);
    if (!Number.isFinite(one)) return Infinity;
    [most, scale] = [Math.max(most, one), Math.max(scale, Math.abs(wanted.data[i]!))];
  }
  return most / scale;
}

/** A Python that has the package `onnx`. */
export const onnxPython = ['python3', '/usr/bin/python3'].find((program) => spawnSync(program, ['-c', 'import onnx'], { stdio: 'ignore' }).status === 0) ?? null;
if (!onnxPython) console.warn('No Python with the package onnx here: what is exported is run, and not looked at by its checker. `apt-get install python3-onnx` brings it on Debian.');

/** What the checker says of these files; empty where it finds no fault. */
export function checkOnnx(folder: string, files: readonly string[]): string {
  const script = 'import sys, onnx\nfor path in sys.argv[1:]:\n    onnx.checker.check_model(onnx.load(path), full_check=True)\n';
  const { status, stdout, stderr } = spawnSync(onnxPython!, ['-c', script, ...files], { cwd: folder, encoding: 'utf8' });
  return status === 0 ? stdout : `${stdout}${stderr}`;
}
