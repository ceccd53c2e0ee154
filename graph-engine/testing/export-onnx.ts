/** Trains a document for some steps and exports it as ONNX, for batches of several sizes; runs what was exported and tells how far it is from the studio. */
import { generateOnnx, refusals } from '../codegen/onnx';
import type { ExportedFile, Refusal } from '../codegen/program/target';
import type { DataTable } from '../data/table';
import type { HourglassDocument } from '../document/types';
import { readSafetensors, writeSafetensors } from '../runtime/safetensors';
import { checkValues } from '../training/check-values';
import { Session } from '../training/session';
import { difference, openOnnx } from './onnx';

export interface OnnxExport {
  readonly session: Session;
  readonly refused: readonly Refusal[];
  /** With what the studio computes for so many items. */
  files(items: number): Promise<readonly ExportedFile[]>;
}
export async function trainForOnnx(document: HourglassDocument, data: Record<string, DataTable>, steps = 4): Promise<OnnxExport> {
  const session = await Session.open({ document, data });
  for (let step = 0; step < steps; step++) session.stepBlind();
  const { parameters } = await session.snapshot();
  const weights = writeSafetensors(new Map([...parameters].filter(([name]) => !name.includes(':'))));
  return {
    session,
    refused: refusals(document, session.analysis, { weights, data }),
    files: async (items) => generateOnnx(document, session.analysis, { weights, data, check: await checkValues(session, items) }).files,
  };
}

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
  for (const part of ['encoder', 'decoder', 'model', 'score']) {
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
