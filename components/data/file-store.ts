/** Keeps the user's own data files in the browser under the checksum of their bytes, so that a reload finds them again. */
import type { DBSchema } from 'idb';
import { DataError } from '@/graph-engine/data/data-error';
import type { NamedBytes } from '@/graph-engine/data/formats/definition';
import { BrowserStore } from '@/components/persistence/browser-store';
import type { DataSource } from './data-source';

interface Schema extends DBSchema {
  files: { key: string; value: readonly NamedBytes[] };
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

/** SHA-256 over all bytes in the order of the names. */
export async function checksumOf(files: readonly NamedBytes[]): Promise<string> {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const all = await new Blob(sorted.map(({ bytes }) => new Uint8Array(bytes))).arrayBuffer();
  const subtle: SubtleCrypto | undefined = globalThis.crypto.subtle;
  if (!subtle) throw new DataError('The browser reads data files only on pages from https or from localhost. Open the studio there.');
  return Array.from(new Uint8Array(await subtle.digest('SHA-256', all)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

type Place = Pick<DataSource, 'documentId' | 'node' | 'fileName'>;
/** A place by name alone serves documents that came from elsewhere; a download's files have no name in the document. */
const placesOf = ({ documentId, node, fileName }: Place): readonly string[] => [`${documentId}/${node} ${fileName}`, ...(fileName ? [fileName] : [])];

export async function keepFiles(source: Place, files: readonly NamedBytes[]): Promise<void> {
  const checksum = await checksumOf(files);
  await store.write(['files', 'places'], async (change) => {
    await change.objectStore('files').put(files, checksum);
    for (const place of placesOf(source)) await change.objectStore('places').put(checksum, place);
  });
}

/** The files of that node, or, for a document that came from elsewhere, the last ones of that name. */
export async function filesOf(source: Place): Promise<readonly NamedBytes[] | null> {
  return store.use(async (db) => {
    for (const place of placesOf(source)) {
      const checksum = await db.get('places', place);
      const files = checksum && (await db.get('files', checksum));
      if (files) return files;
    }
    return null;
  });
}
