/** Weights of a safetensors file of any writer, whatever type of number it holds. */
import { safetensors } from '../data/formats/safetensors-arrays';
import { printable } from '../diagnostics/printable';
import type { Weights } from '../runtime/device';

export interface ReadTensors {
  /** As the user knows it. */
  readonly file: string;
  readonly tensors: ReadonlyMap<string, Weights>;
  readonly metadata: Readonly<Record<string, string>>;
  /** Names of those that hold a NaN or an infinity. */
  readonly notFinite: ReadonlySet<string>;
  /** What was converted or left out. */
  readonly notes: readonly string[];
}
const isRecord = (x: unknown): x is Readonly<Record<string, unknown>> => typeof x === 'object' && x !== null && !Array.isArray(x);

/** Texts that stand beside the tensors; the header is known to be sound. */
function metadataOf(bytes: Uint8Array): Readonly<Record<string, string>> {
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));
  const { __metadata__: found } = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as { readonly __metadata__?: unknown };
  return isRecord(found) ? Object.fromEntries(Object.entries(found).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : []))) : {};
}
/** Counters that PyTorch keeps beside statistics are nobody's weights. */
const wasConverted = (values: ArrayLike<number>): boolean => !(values instanceof Float32Array) && values.length > 1;

/** @throws DataError: what was expected, what was found, what to do */
export async function readTensors(file: string, bytes: Uint8Array): Promise<ReadTensors> {
  const arrays = await safetensors.read({ name: file, bytes });
  const converted = arrays.filter(({ values }) => wasConverted(values)).map(({ name }) => printable(name));
  const tensors = new Map(arrays.map(({ name, shape, values }): [string, Weights] => [name, { shape, data: Float32Array.from(values) }]));
  const some = `${converted.slice(0, 3).join(', ')}${converted.length > 3 ? ` and ${converted.length - 3} more` : ''}`;
  const notes = [...new Set(arrays.flatMap((array) => array.notes.map(({ text }) => text)))];
  return {
    file,
    tensors,
    metadata: metadataOf(bytes),
    notFinite: new Set([...tensors].flatMap(([name, { data }]) => (data.every(Number.isFinite) ? [] : [name]))),
    notes: [...notes, ...(converted.length > 0 ? [`${file}: ${some} held another type of number than F32, and ${converted.length === 1 ? 'was' : 'were'} converted to it.`] : [])],
  };
}
