/** Runs ONNX models in the WebAssembly build of onnxruntime, and asks ONNX's own checker where the machine has it. */
import { spawnSync } from 'node:child_process';
import * as ort from 'onnxruntime-web';

ort.env.logLevel = 'error';
ort.env.wasm.numThreads = 1;

export interface OnnxTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array;
}

interface Values {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

export interface OnnxModel {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(feeds: Readonly<Record<string, OnnxTensor>>): Promise<Readonly<Record<string, OnnxTensor>>>;
  release(): Promise<void>;
}
export async function openOnnx(bytes: Uint8Array): Promise<OnnxModel> {
  const session = await ort.InferenceSession.create(bytes);
  return {
    inputNames: session.inputNames,
    outputNames: session.outputNames,
    async run(feeds) {
      const found = await session.run(Object.fromEntries(Object.entries(feeds).map(([name, { shape, data }]) => [name, new ort.Tensor(data instanceof Float32Array ? 'float32' : 'float64', data, [...shape])])));
      return Object.fromEntries(Object.entries(found).map(([name, { dims, data }]) => [name, { shape: dims, data: Float64Array.from(data as ArrayLike<number | bigint>, Number) }]));
    },
    release: () => session.release(),
  };
}

/** The greatest difference, relative to the greatest value above 1, or each to its own value where columns have units of their own; infinite where shapes differ or a number is none. */
export function difference(found: Values, wanted: Values, each = false): number {
  if (found.shape.join() !== wanted.shape.join() || found.data.length !== wanted.data.length) return Infinity;
  let [most, greatest] = [0, 1];
  for (let i = 0; i < wanted.data.length; i++) {
    const size = Math.abs(wanted.data[i]!);
    const one = Math.abs(found.data[i]! - wanted.data[i]!) / (each ? Math.max(1, size) : 1);
    if (!Number.isFinite(one)) return Infinity;
    [most, greatest] = [Math.max(most, one), Math.max(greatest, size)];
  }
  return each ? most : most / greatest;
}

/** A Python that has the package `onnx`. */
export const onnxPython = ['python3', '/usr/bin/python3'].find((program) => spawnSync(program, ['-c', 'import onnx'], { stdio: 'ignore' }).status === 0) ?? null;
if (!onnxPython) console.warn('No Python with the package onnx here: what is exported is run, and not looked at by its checker. `apt-get install python3-onnx` brings it on Debian.');

/** What the checker says of these files; empty where it finds no fault. */
export function checkOnnx(folder: string, files: readonly string[]): string {
  const script = 'import sys, onnx\nfor path in sys.argv[1:]:\n    onnx.checker.check_model(onnx.load(path), full_check=True)\n';
  const { status, stdout, stderr, error } = spawnSync(onnxPython!, ['-c', script, ...files], { cwd: folder, encoding: 'utf8' });
  if (error) throw error;
  return status === 0 ? stdout : `${stdout}${stderr}`;
}
