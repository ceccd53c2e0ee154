/** The browser's store: documents (one row each, pointing at its current version), their versions, and what was open last. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

export interface DocumentRow {
  readonly id: string;
  readonly name: string;
  readonly created: number;
  readonly updated: number;
  readonly nodes: number;
  /** The version that holds the document; switched only after that version was written. */
  readonly version: number;
}
export interface VersionRow {
  readonly document: string;
  readonly version: number;
  readonly at: number;
  readonly name: string;
  /** Read back through the checks of a file, never trusted. */
  readonly value: unknown;
}

interface Schema extends DBSchema {
  documents: { key: string; value: DocumentRow; indexes: { updated: number } };
  versions: { key: [string, number]; value: VersionRow };
  settings: { key: string; value: string };
}
export type Database = IDBPDatabase<Schema>;

let opened: Promise<Database> | null = null;

export function database(): Promise<Database> {
  opened ??= openDB<Schema>('hourglass-documents', 1, {
    upgrade(db) {
      db.createObjectStore('documents', { keyPath: 'id' }).createIndex('updated', 'updated');
      db.createObjectStore('versions', { keyPath: ['document', 'version'] });
      db.createObjectStore('settings');
    },
    terminated() {
      opened = null;
    },
  });
  opened.catch(() => {
    opened = null;
  });
  return opened;
}
