/** The items of the files that a user gives, whatever their format: found by what they hold, the same in a page and in Node. */
import { DataError } from './data-error';
import { arrayFormats } from './formats/array-formats';
import { tableOfArrays } from './formats/array-table';
import { baseName } from './formats/base-name';
import type { ArrayFormat, ByteSource, NamedBytes } from './formats/definition';
import { fileKind } from './formats/file-kind';
import { isPlainText } from './formats/plain-text';
import { readIdxFiles } from './formats/idx-files';
import { pictureFormatOf } from './formats/picture-formats';
import { soundFormatOf } from './formats/sound-formats';
import { tableFormats } from './formats/table-formats';
import { beginning } from './formats/unpacked';
import { zip } from './formats/zip';
import { dealOut, type DealOptions } from './splits/deal-out';
import { picturesTable } from './pictures/to-table';
import { soundsTable } from './sounds/to-table';
import { openTableFile } from './tables/open';
import { readText } from './text/read-text';
import type { DataNote, DataTable } from './table';
import type { OpenOptions, Opened } from './opened';

const START = 4096;
/** Arrays are read whole. */
const LARGEST_ARRAY = 2 ** 31;

type Kind = 'table' | 'text' | 'picture' | 'sound' | 'zip' | 'other' | ArrayFormat;
interface Known {
  readonly source: ByteSource;
  readonly kind: Kind;
  readonly start: Uint8Array;
}

/** What a document or the user says of it goes before what it looks like. */
async function known(source: ByteSource, { text, table, columns }: OpenOptions): Promise<Known> {
  const packed = await source.slice(0, START);
  const array = arrayFormats.find((format) => format.recognises(packed, source.name));
  if (array) return { source, kind: array, start: packed };
  if (zip.recognises(packed, source.name)) return { source, kind: 'zip', start: packed };
  if (pictureFormatOf(packed, source.name)) return { source, kind: 'picture', start: packed };
  if (soundFormatOf(packed, source.name)) return { source, kind: 'sound', start: packed };
  const start = await beginning(source, START);
  const isTable = tableFormats.some((format) => format.recognises(start, source.name));
  const isText = text !== undefined ? isTable : !columns?.length && !saysTable(table) && isPlainText(start, source.name);
  return { source, kind: isText ? 'text' : isTable ? 'table' : 'other', start };
}

/** How characters are written is asked of texts too. */
const saysTable = ({ encoding: _, ...how }: NonNullable<OpenOptions['table']> = {}): boolean => Object.values(how).some((value) => value !== undefined);

/** Archives are opened once; an archive in an archive is a file like others. */
async function unpacked(sources: readonly ByteSource[]): Promise<readonly ByteSource[]> {
  const all: ByteSource[] = [];
  for (const source of sources) {
    if (source.size === 0) throw new DataError(`${source.name}: expected data, and found an empty file. Choose another file.`);
    const packed = await source.slice(0, START);
    const isArchive = zip.recognises(packed, source.name) && !arrayFormats.some((format) => format.recognises(packed, source.name));
    if (!isArchive) all.push(source);
    else {
      const listed = await zip.list(source);
      if (listed.length === 0) throw new DataError(`${source.name}: expected files in the archive, and found none. Choose another file.`);
      all.push(...listed);
    }
  }
  return all;
}

async function bytesOf(source: ByteSource): Promise<NamedBytes> {
  if (source.size > LARGEST_ARRAY) throw new DataError(`${source.name}: expected at most ${LARGEST_ARRAY.toLocaleString('en')} bytes, and found ${source.size.toLocaleString('en')}. Use a part of it.`);
  return { name: source.name, bytes: await source.slice(0, source.size) };
}

const MANY = 64;
const listed = (names: readonly string[]): string => `${names.slice(0, 3).map(baseName).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`;

/** @throws DataError: where, what was expected, what was found, what to do; and the signal's reason when cancelled */
export async function openFiles(given: readonly ByteSource[], options: OpenOptions = {}): Promise<Opened> {
  if (given.length === 0) throw new DataError('Expected a file, and found none at all. Choose a table, pictures, recordings or an array.');
  const sources = await unpacked(given);
  // Of a folder of pictures or recordings the first ones tell.
  const first = await Promise.all(sources.slice(0, MANY).map((source) => known(source, options)));
  const of = (kind: (kind: Kind) => boolean): readonly Known[] => first.filter((one) => kind(one.kind));
  const [pictures, sounds] = [of((kind) => kind === 'picture').length, of((kind) => kind === 'sound').length];
  if (sounds > pictures) {
    const { table, options: chosen } = await soundsTable(sources, options.sounds ?? {}, options.signal, (done, total) => options.onProgress?.(done / total));
    return { kind: 'sounds', table, columns: [], scan: null, preset: null, chosen: { sounds: chosen } };
  }
  if (pictures > 0) {
    const table = await picturesTable(sources, options.pictures ?? {}, options.signal, (done, total) => options.onProgress?.(done / total));
    return { kind: 'pictures', table, columns: [], scan: null, preset: null };
  }
  const arrays = of((kind) => typeof kind === 'object');
  if (arrays.length > 0) return { kind: 'arrays', table: await openArrays(arrays, first, options), columns: [], scan: null, preset: null };
  const tables = of((kind) => kind === 'table');
  const texts = of((kind) => kind === 'text');
  if (tables.length === 0 && texts.length > 0) {
    if (texts.length > 1) throw new DataError(`Expected one text, and found ${texts.length} (${listed(texts.map(({ source }) => source.name))}). Choose one of them, or put them into one file.`);
    return openText(texts[0]!.source, first, options);
  }
  if (tables.length === 0) {
    const { source, start } = first[0]!;
    throw new DataError(`${source.name}: expected a table (CSV, JSON lines, Parquet), a text, pictures (PNG, JPEG, WebP, GIF, PGM), recordings (WAV) or an array (NPY, NPZ, MAT, safetensors, IDX), and found ${fileKind(start, source.name)?.found ?? 'bytes of an unknown kind'}. Choose another file.`);
  }
  if (tables.length > 1) throw new DataError(`Expected one table, and found ${tables.length} (${listed(tables.map(({ source }) => source.name))}). Choose one of them.`);
  const opened = await openTableFile(tables[0]!.source, options);
  return { kind: 'table', ...opened, table: { ...opened.table, notes: [...(opened.table.notes ?? []), ...unused(first, tables)] } };
}

const unused = (all: readonly Known[], used: readonly Known[]): readonly DataNote[] => {
  const others = all.filter((one) => !used.includes(one));
  return others.length === 0 ? [] : [{ text: `Not used: ${listed(others.map(({ source }) => source.name))}.` }];
};

async function openText(source: ByteSource, all: readonly Known[], { text, table: how, vocabulary, split, signal, onProgress }: OpenOptions): Promise<Opened> {
  const size = Math.max(1, source.size);
  const read = await readText(source, { text, encoding: how?.encoding, vocabulary, signal, onProgress: (done) => onProgress?.(Math.min(1, done / size)), ...(split && { training: (count) => trainingOf(count, split) }) });
  const table = { ...read.table, notes: [...(read.table.notes ?? []), ...unused(all, all.filter((one) => one.source === source))] };
  return { kind: 'text', table, columns: [], scan: null, preset: null, chosen: { text: read.text } };
}
/** Items of a text have no columns and no labels to be dealt out by: where none is left, all count. */
function trainingOf(count: number, split: DealOptions): Uint32Array {
  const items: DataTable = { name: '', shape: [1], range: 'real', count, values: new Float32Array(), scale: 1, labels: null, labelNames: null, factors: null };
  const { train } = dealOut(items, { ...split, normal: '' });
  return train.length > 0 ? train : Uint32Array.from({ length: count }, (_, item) => item);
}

async function openArrays(arrays: readonly Known[], all: readonly Known[], options: OpenOptions): Promise<DataTable> {
  // IDX files name labels by their dimensions, and say so in messages of their own.
  if (arrays.every(({ kind }) => typeof kind === 'object' && kind.id === 'idx')) return readIdxFiles(await Promise.all(all.map(({ source }) => bytesOf(source))), options);
  const files = [];
  for (const { source, kind } of arrays) files.push({ name: source.name, arrays: await (kind as ArrayFormat).read(await bytesOf(source)) });
  const table = tableOfArrays(files, options);
  return { ...table, notes: [...(table.notes ?? []), ...unused(all, arrays)] };
}
