/** Runs what was exported as ONNX and tells how far it is from the studio. */
import type { ExportedFile } from '../codegen/program/target';
import { readSafetensors } from '../runtime/safetensors';
import { difference, openOnnx } from './onnx';

const bytesOf = (files: readonly ExportedFile[], path: string): Uint8Array | null => {
  const file = files.find((one) => one.path === path);
  return file && 'bytes' in file ? file.bytes : null;
};

/** By file and output, such as `model/reconstruction`. */
export async function differences(files: readonly ExportedFile[]): Promise<Readonly<Record<string, number>>> {
  const file = readSafetensors(bytesOf(files, 'check.safetensors')!);
  if ('problem' in file) throw new Error(file.problem);
  const { tensors } = file;
  const stored = (key: string): { readonly shape: readonly number[]; readonly data: Float32Array | Float64Array } => {
    const [{ shape, data }, rest] = [tensors.get(key)!, tensors.get(`${key}/rest`)];
    return { shape, data: rest ? Float64Array.from(data, (x, i) => x + rest.data[i]!) : data };
  };
  const found: Record<string, number> = {};
  for (const part of ['encoder', 'decoder', 'model', 'score', 'guess']) {
    const bytes = bytesOf(files, `${part}.onnx`);
    if (!bytes) continue;
    const model = await openOnnx(bytes);
    const results = await model.run(Object.fromEntries(model.inputNames.map((name) => [name, stored(`${part}/in/${name}`)])));
    for (const name of model.outputNames) found[`${part}/${name}`] = difference(results[name]!, stored(`${part}/out/${name}`), name === 'restored');
    await model.release();
  }
  return found;
}
/** Those that are above 10⁻⁵. */
export const tooFar = (found: Readonly<Record<string, number>>): Readonly<Record<string, number>> => Object.fromEntries(Object.entries(found).filter(([, far]) => !(far <= 1e-5)));
