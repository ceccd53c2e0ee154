/** Keeps the user's own data files in the browser under the checksum of their bytes, so that a reload finds them again. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { DataError, type NamedBytes } from '@/datasets/definition';

interface Schema extends DBSchema {
  files: { key: string; value: readonly NamedBytes[] };
}
let database: Promise<IDBPDatabase<Schema>> | undefined;
const open = (): Promise<IDBPDatabase<Schema>> =>
  (database ??= openDB<Schema>('hourglass-files', 1, { upgrade: (db) => void db.createObjectStore('files') }));

/** SHA-256 over all bytes in the order of the names. */
export async function checksumOf(files: readonly NamedBytes[]): Promise<string> {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const all = new Uint8Array(await new Blob(sorted.map(({ bytes }) => new Uint8Array(bytes))).arrayBuffer());
  if (!globalThis.crypto.subtle) throw new DataError('The browser reads data files only on pages from https or from localhost. Open the studio there.');
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', all));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
export async function keepFiles(checksum: string, files: readonly NamedBytes[]): Promise<void> {
  await (await open()).put('files', files, checksum);
}
export async function keptFiles(checksum: string): Promise<readonly NamedBytes[] | null> {
  return (await (await open()).get('files', checksum)) ?? null;
}
