/**
 * The safetensors format: an unsigned 64-bit length, a JSON header of that length, then the numbers, little-endian
 * (https://github.com/huggingface/safetensors). Float32 only.
 */
import type { Weights } from './device';

export interface Safetensors {
  readonly tensors: ReadonlyMap<string, Weights>;
  readonly metadata: Readonly<Record<string, string>>;
}
/** As in the reference implementation. */
const MAX_HEADER = 100_000_000;
const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

function copyFloats(from: Float32Array, bytes: Uint8Array): void {
  if (LITTLE_ENDIAN) return bytes.set(new Uint8Array(from.buffer, from.byteOffset, from.byteLength));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  from.forEach((x, i) => view.setFloat32(4 * i, x, true));
}
function floatsOf(bytes: Uint8Array): Float32Array {
  const copy = bytes.slice();
  if (LITTLE_ENDIAN) return new Float32Array(copy.buffer);
  const view = new DataView(copy.buffer);
  return Float32Array.from({ length: copy.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
}

/** Tensors in order of name, so that equal weights give equal bytes. */
export function writeSafetensors(tensors: ReadonlyMap<string, Weights>, metadata: Readonly<Record<string, string>> = {}): Uint8Array<ArrayBuffer> {
  const sorted = [...tensors].sort(([a], [b]) => (a < b ? -1 : 1));
  const entries: [string, unknown][] = Object.keys(metadata).length ? [['__metadata__', metadata]] : [];
  let end = 0;
  for (const [name, { shape, data }] of sorted) entries.push([name, { dtype: 'F32', shape, data_offsets: [end, (end += data.byteLength)] }]);
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const headerSize = Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(8 + headerSize + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerSize), true);
  bytes.fill(0x20, 8, 8 + headerSize);
  bytes.set(json, 8);
  let at = 8 + headerSize;
  for (const [, { data }] of sorted) {
    copyFloats(data, bytes.subarray(at, at + data.byteLength));
    at += data.byteLength;
  }
  return bytes;
}

class Damaged extends Error {}
function demand(condition: boolean, problem: string): asserts condition {
  if (!condition) throw new Damaged(problem);
}
const isRecord = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null && !Array.isArray(x);
const isCount = (x: unknown): x is number => typeof x === 'number' && Number.isSafeInteger(x) && x >= 0;

function header(bytes: Uint8Array): { readonly json: Record<string, unknown>; readonly body: Uint8Array } {
  demand(bytes.length >= 8, `A safetensors file starts with 8 bytes for the length of its header; this one has ${bytes.length} in all.`);
  const declared = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
  const room = BigInt(bytes.length - 8);
  demand(declared <= room && declared <= BigInt(MAX_HEADER), `The header claims ${declared} bytes, and the file has ${room} after its length: it is cut off, or no safetensors file.`);
  const end = 8 + Number(declared);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, end)));
  } catch {
    throw new Damaged('The header is not valid JSON: the file is damaged, or no safetensors file.');
  }
  demand(isRecord(json), 'The header is no JSON object: the file is damaged, or no safetensors file.');
  return { json, body: bytes.subarray(end) };
}

function tensor(name: string, entry: unknown, body: Uint8Array): { readonly begin: number; readonly end: number; readonly weights: Weights } {
  const label = JSON.stringify(name);
  demand(isRecord(entry), `The entry of ${label} is no object.`);
  const { dtype, shape, data_offsets: offsets } = entry;
  demand(dtype === 'F32', `${label} holds numbers of type ${JSON.stringify(dtype)}; only F32 can be read. Convert the file to float32.`);
  demand(Array.isArray(shape) && shape.length <= 8 && shape.every(isCount), `${label} has the shape ${JSON.stringify(shape)}; expected at most 8 whole numbers.`);
  demand(Array.isArray(offsets) && offsets.length === 2 && offsets.every(isCount), `${label} has the offsets ${JSON.stringify(offsets)}; expected two whole numbers.`);
  const [begin, end] = offsets as [number, number];
  demand(begin <= end && end <= body.length, `${label} claims the bytes ${begin} to ${end}, and the file has ${body.length}: it is cut off or damaged.`);
  const size = (shape as number[]).reduce((product, n) => product * n, 4);
  demand(size === end - begin, `${label} has the shape [${shape.join(', ')}], which takes ${size} bytes, and is given ${end - begin}.`);
  return { begin, end, weights: { shape: shape as number[], data: floatsOf(body.subarray(begin, end)) } };
}

/** Reads a file of unknown origin; `problem` is a sentence for the user. Nothing is allocated beyond the size of the file. */
export function readSafetensors(bytes: Uint8Array): Safetensors | { readonly problem: string } {
  try {
    const { json, body } = header(bytes);
    const tensors = new Map<string, Weights>();
    let metadata: Record<string, string> = {};
    const parts: { begin: number; end: number }[] = [];
    for (const [name, entry] of Object.entries(json)) {
      if (name === '__metadata__') {
        demand(isRecord(entry) && Object.values(entry).every((value) => typeof value === 'string'), 'The metadata of the file must be texts.');
        metadata = entry as Record<string, string>;
        continue;
      }
      const { begin, end, weights } = tensor(name, entry, body);
      parts.push({ begin, end });
      tensors.set(name, weights);
    }
    let covered = 0;
    for (const { begin, end } of parts.sort((a, b) => a.begin - b.begin || a.end - b.end)) {
      demand(begin === covered, `The tensors overlap or leave a gap at byte ${Math.min(begin, covered)}: the file is damaged.`);
      covered = end;
    }
    demand(covered === body.length, `The file has ${body.length - covered} bytes that belong to no tensor.`);
    return { tensors, metadata };
  } catch (error) {
    if (error instanceof Damaged) return { problem: error.message };
    throw error;
  }
}
