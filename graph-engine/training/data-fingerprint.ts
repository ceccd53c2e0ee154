/** Tells one set of items from another without keeping it: whether what a model is judged on is what it was trained on. */
import { rowChunks } from '../data/rows/read-rows';
import type { DataTable } from '../data/table';

const START = 0x811c9dc5;
const PRIME = 0x01000193;

/** FNV-1a over what `bytes` hold. */
function hashed(hash: number, bytes: Uint8Array): number {
  let value = hash;
  for (let i = 0; i < bytes.length; i++) value = Math.imul(value ^ bytes[i]!, PRIME);
  return value;
}
/** Of the tables of a session, by node id: eight hexadecimal digits over shapes, counts and every value. */
export function dataFingerprint(tables: ReadonlyMap<string, DataTable>): string {
  let hash = START;
  for (const [id, table] of [...tables].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash = hashed(hash, new TextEncoder().encode(JSON.stringify([id, table.shape, table.count])));
    for (const { values } of rowChunks(table)) hash = hashed(hash, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
/** Eight hexadecimal digits, for what may be taken for another once in four billion times. */
export const textFingerprint = (text: string): string => (hashed(START, new TextEncoder().encode(text)) >>> 0).toString(16).padStart(8, '0');
