/** Keeps the user's own data files in the browser under a checksum of their bytes, so that a reload finds them again. */
import type { DBSchema } from 'idb';
import { DataError } from '@/graph-engine/data/data-error';
import type { NamedBytes } from '@/graph-engine/data/formats/definition';
import { BrowserStore } from '@/components/storage/browser-store';
import type { DataSource } from './data-source';
import type { GivenFile } from './read-protocol';

/** All files as one, since a browser keeps each Blob in a file of its own, and a folder may have thousands. */
interface Packed {
  readonly bytes: Blob;
  readonly parts: readonly { readonly name: string; readonly size: number }[];
}
interface Schema extends DBSchema {
  /** What an earlier version kept is lists of bytes. */
  files: { key: string; value: Packed | readonly NamedBytes[] };
  /** Checksums by `document/node` and by file name. */
  places: { key: string; value: string };
}
const store = new BrowserStore<Schema>({
  name: 'hourglass-files',
  version: 1,
  upgrade: (db) => {
    db.createObjectStore('files');
    db.createObjectStore('places');
  },
});

/** Of more, pieces are looked at: a checksum of the browser holds all bytes in memory. */
const WHOLE = 1 << 26;
const PIECES = 64;
const PIECE = 1 << 20;

/** SHA-256 over names, sizes and bytes in the order of the names. */
export async function checksumOf(files: readonly GivenFile[]): Promise<string> {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const all = new Blob(sorted.map(({ blob }) => blob));
  const looked = all.size <= WHOLE ? [all] : Array.from({ length: PIECES }, (_, i) => all.slice(Math.floor((i * (all.size - PIECE)) / (PIECES - 1))).slice(0, PIECE));
  const names = JSON.stringify(sorted.map(({ name, blob }) => [name, blob.size]));
  const subtle: SubtleCrypto | undefined = globalThis.crypto.subtle;
  if (!subtle) throw new DataError('The browser reads data files only on pages from https or from localhost. Open the studio there.');
  return Array.from(new Uint8Array(await subtle.digest('SHA-256', await new Blob([names, ...looked]).arrayBuffer())), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

type Place = Pick<DataSource, 'documentId' | 'node' | 'fileName'>;
/** A place by name alone serves documents that came from elsewhere; a download's files have no name in the document. */
const placesOf = ({ documentId, node, fileName }: Place): readonly string[] => [`${documentId}/${node} ${fileName}`, ...(fileName ? [fileName] : [])];

export async function keepFiles(source: Place, files: readonly GivenFile[]): Promise<void> {
  const checksum = await checksumOf(files);
  const packed: Packed = { bytes: new Blob(files.map(({ blob }) => blob)), parts: files.map(({ name, blob }) => ({ name, size: blob.size })) };
  await store.write(['files', 'places'], async (change) => {
    await change.objectStore('files').put(packed, checksum);
    for (const place of placesOf(source)) await change.objectStore('places').put(checksum, place);
  });
}

/** The files of that node, or, for a document that came from elsewhere, the last ones of that name. */
export async function filesOf(source: Place): Promise<readonly GivenFile[] | null> {
  return store.use(async (db) => {
    for (const place of placesOf(source)) {
      const checksum = await db.get('places', place);
      const files = checksum && (await db.get('files', checksum));
      if (files) return unpacked(files);
    }
    return null;
  });
}
function unpacked(files: Packed | readonly NamedBytes[]): readonly GivenFile[] {
  if (!('parts' in files)) return files.map(({ name, bytes }) => ({ name, blob: new Blob([new Uint8Array(bytes)]) }));
  let at = 0;
  return files.parts.map(({ name, size }) => ({ name, blob: files.bytes.slice(at, (at += size)) }));
}
const sizeOf = (files: Packed | readonly NamedBytes[]): number => ('parts' in files ? files.bytes.size : files.reduce((sum, { bytes }) => sum + bytes.length, 0));

/** One choice of files that the browser keeps. */
export interface Kept {
  readonly checksum: string;
  readonly name: string;
  readonly files: number;
  readonly bytes: number;
  /** Documents with a Dataset that it is of. */
  readonly documents: readonly string[];
}

export async function keptFiles(): Promise<readonly Kept[]> {
  return store.use(async (db) => {
    const change = db.transaction(['files', 'places']);
    const places = change.objectStore('places');
    const names = new Map<string, { names: string[]; documents: Set<string> }>();
    for (let at = await places.openCursor(); at; at = await at.continue()) {
      const known = names.get(at.value) ?? { names: [], documents: new Set() };
      names.set(at.value, known);
      const place = at.key;
      const document = /^([^/ ]+)\/[^ ]+ /.exec(place);
      if (document) known.documents.add(document[1]!);
      else known.names.push(place);
    }
    const all: Kept[] = [];
    for (let at = await change.objectStore('files').openCursor(); at; at = await at.continue()) {
      const files = 'parts' in at.value ? at.value.parts : at.value;
      const known = names.get(at.key);
      all.push({ checksum: at.key, name: known?.names.at(-1) ?? files[0]?.name ?? '', files: files.length, bytes: sizeOf(at.value), documents: [...(known?.documents ?? [])] });
    }
    return all.sort((a, b) => b.bytes - a.bytes);
  });
}

/** Documents that it is of ask for the file again when they are opened. */
export async function removeKept(checksum: string): Promise<void> {
  await store.write(['files', 'places'], async (change) => {
    await change.objectStore('files').delete(checksum);
    const places = change.objectStore('places');
    for (let at = await places.openCursor(); at; at = await at.continue()) if (at.value === checksum) await at.delete();
  });
}
