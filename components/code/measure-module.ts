/** Runs a module that has just been written, in a worker of its own, on the inputs that came with it, and tells how far it is from the studio. */
import { readSafetensors } from '@/graph-engine/runtime/safetensors';
import { askScript } from './ask-script';
import type { ExportedFile } from './project';

const SECONDS = 30;

/** What the worker does behind the text of the module; every part that has stored inputs is asked. */
const asked = `
onmessage = async ({ data: { kernels, weights, calls } }) => {
  try {
    const model = await load({ kernels, weights });
    postMessage({ results: calls.map(({ method, given }) => model[method](given)) });
  } catch (error) {
    postMessage({ fault: error.message });
  }
};`;
const methods = { encoder: 'encode', decoder: 'decode', model: 'reconstruct', score: 'score', guess: 'guess' } as const;

interface Values {
  readonly values: ArrayLike<number>;
}
interface Answer {
  readonly results: readonly Readonly<Record<string, Values>>[];
}

/** Relative to the greatest value above 1; of what has units of its own, each to its own. */
function difference(found: ArrayLike<number>, wanted: ArrayLike<number>, each: boolean): number {
  if (found.length !== wanted.length) return Infinity;
  let [most, greatest] = [0, 1];
  for (let i = 0; i < wanted.length; i++) {
    const size = Math.abs(wanted[i]!);
    const one = Math.abs(found[i]! - wanted[i]!) / (each ? Math.max(1, size) : 1);
    if (!Number.isFinite(one)) return Infinity;
    [most, greatest] = [Math.max(most, one), Math.max(greatest, size)];
  }
  return each ? most : most / greatest;
}

/** The greatest difference of all outputs. @throws what went wrong, in words. */
export async function measureModule(files: readonly ExportedFile[], main: string, signal: AbortSignal): Promise<number> {
  const bytesOf = (path: string): Uint8Array => {
    const file = files.find((one) => one.path === path);
    if (!file || !('bytes' in file)) throw new Error(`internal: the module came without ${path}`);
    return file.bytes;
  };
  const text = files.find((file) => file.path === main);
  const check = readSafetensors(bytesOf('check.safetensors'));
  if (!text || !('text' in text) || 'problem' in check) throw new Error('internal: the module came without its text or its check');
  const { tensors } = check;
  const valuesOf = (name: string): Float32Array | Float64Array => {
    const [{ data }, rest] = [tensors.get(name)!, tensors.get(`${name}/rest`)];
    return rest ? Float64Array.from(data, (x, i) => x + rest.data[i]!) : data;
  };
  const namesOf = (part: string, side: string): readonly string[] => [...tensors.keys()].filter((name) => name.startsWith(`${part}/${side}/`) && !name.endsWith('/rest'));
  const parts = Object.entries(methods).flatMap(([part, method]) => {
    const inputs = namesOf(part, 'in').map((name) => [name.slice(`${part}/in/`.length), valuesOf(name)] as const);
    return inputs.length === 0 ? [] : [{ part, method, given: inputs.length === 1 ? inputs[0]![1] : Object.fromEntries(inputs) }];
  });
  const message = { kernels: bytesOf('kernels.wasm'), weights: bytesOf('weights.safetensors'), calls: parts };
  const answer = await askScript<Answer>({ text: [text.text, asked], type: 'module', message, seconds: SECONDS, signal });
  const differences = parts.flatMap(({ part }, i) =>
    namesOf(part, 'out').map((name) => {
      const output = name.slice(`${part}/out/`.length);
      return difference(answer.results[i]?.[output]?.values ?? [], valuesOf(name), output === 'restored');
    }),
  );
  return Math.max(...differences);
}
