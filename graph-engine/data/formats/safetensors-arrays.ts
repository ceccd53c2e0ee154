/**
 * Arrays in the safetensors format: an unsigned 64-bit length, a JSON header of that length, then the numbers, little-endian, row-major
 * (https://github.com/huggingface/safetensors). Weights of this project are read elsewhere, which knows no other type than F32.
 */
import type { DataNote } from '../table';
import { baseName } from './base-name';
import { numberTypes, readNumbers, type NumberType } from './byte-order';
import type { ArrayFormat, NamedBytes, NumberArray } from './definition';
import { withFileNotes } from './file-notes';
import { MOST_DIMENSIONS } from './npy';
import { AGAIN, counted, printShape, refuse } from './refuse';

/** As in the reference implementation. */
const LONGEST_HEADER = 100_000_000;
const types: Readonly<Record<string, NumberType>> = { BOOL: 'b1', U8: 'u1', I8: 'i1', U16: 'u2', I16: 'i2', U32: 'u4', I32: 'i4', U64: 'u8', I64: 'i8', F16: 'f2', BF16: 'bf2', F32: 'f4', F64: 'f8' };

const isRecord = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null && !Array.isArray(x);
const isCount = (x: unknown): x is number => typeof x === 'number' && Number.isSafeInteger(x) && x >= 0;
const print = (x: unknown): string => (x === undefined ? 'none' : JSON.stringify(x).slice(0, 80));

function headerOf(bytes: Uint8Array, file: string): { readonly entries: readonly (readonly [string, unknown])[]; readonly body: Uint8Array } {
  if (bytes.length < 8) refuse(file, 'a safetensors file, which begins with 8 bytes for the length of its header', counted(bytes.length), AGAIN);
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));
  if (length > LONGEST_HEADER || length > bytes.length - 8) refuse(file, `a header of at most ${counted(Math.min(LONGEST_HEADER, bytes.length - 8))}`, `one that claims ${counted(length)}`, AGAIN);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + length)));
  } catch {
    json = null;
  }
  if (!isRecord(json)) return refuse(file, 'a header in JSON', 'something else', AGAIN);
  return { entries: Object.entries(json).filter(([name]) => name !== '__metadata__'), body: bytes.subarray(8 + length) };
}

interface Tensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

function tensorOf(name: string, entry: unknown, room: number, file: string): Tensor {
  const title = `${file}, ${name.slice(0, 80)}`;
  const { dtype, shape, data_offsets: offsets } = isRecord(entry) ? entry : {};
  if (typeof dtype !== 'string') return refuse(title, 'a type of number', print(dtype), AGAIN);
  if (!Array.isArray(shape) || shape.length > MOST_DIMENSIONS || !shape.every(isCount)) return refuse(title, `a shape of at most ${MOST_DIMENSIONS} whole numbers from 0`, print(shape), AGAIN);
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount)) return refuse(title, 'two offsets', print(offsets), AGAIN);
  const [begin, end] = offsets as [number, number];
  if (begin > end || end > room) refuse(title, `bytes within the ${counted(room)} after the header`, `${begin} to ${end}`, AGAIN);
  const type = types[dtype];
  const wanted = type ? shape.reduce((product: number, side: number) => product * side, numberTypes[type].bytes) : end - begin;
  if (wanted !== end - begin) refuse(title, `${counted(wanted)} for ${printShape(shape)} ${numberTypes[type!].title}`, counted(end - begin), AGAIN);
  return { name, dtype, shape, begin, end };
}

async function read({ name: file, bytes }: NamedBytes): Promise<readonly NumberArray[]> {
  const { entries, body } = headerOf(bytes, file);
  const tensors = entries.map(([name, entry]) => tensorOf(name, entry, body.length, file));
  let covered = 0;
  for (const { name, begin, end } of [...tensors].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== covered) refuse(`${file}, ${name.slice(0, 80)}`, `numbers from byte ${covered}, where those before it end`, begin < covered ? `an overlap from byte ${begin}` : `a gap up to byte ${begin}`, AGAIN);
    covered = end;
  }
  if (covered !== body.length) refuse(file, `${counted(covered)} of numbers`, counted(body.length), 'There is something after the data: download or copy it again.');

  const notes: DataNote[] = [];
  const arrays: NumberArray[] = [];
  for (const { name, dtype, shape, begin, end } of tensors) {
    const type = types[dtype];
    if (!type) {
      notes.push({ text: `${baseName(file)}: ${name} is left out, since it holds numbers of the type ${dtype.slice(0, 40)}. Convert it to F32.` });
      continue;
    }
    const { values, rounded } = readNumbers(body.subarray(begin, end), type, true);
    arrays.push({ name, shape, values, notes: rounded ? [{ text: `${file}, ${name}: ${rounded}` }] : [] });
  }
  if (arrays.length > 0) return withFileNotes(arrays, notes);
  return refuse(file, `arrays of ${Object.keys(types).join(', ')}`, tensors.length === 0 ? 'none at all' : `arrays of ${tensors[0]!.dtype.slice(0, 40)} alone`, 'Write it with arrays of numbers, such as F32.');
}

export const safetensors: ArrayFormat = {
  id: 'safetensors',
  title: 'Safetensors',
  extensions: ['safetensors'],
  gives: 'arrays',
  // A length below 2^32, and the brace of its JSON.
  recognises: (start) => start.length > 8 && start[8] === 0x7b && start[4] === 0 && start[5] === 0 && start[6] === 0 && start[7] === 0 && start[3]! < 8,
  read,
};
