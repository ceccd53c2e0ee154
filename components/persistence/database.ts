/** The browser's store: documents (one row each, pointing at its current version), their versions, and what was open last. */
import type { DBSchema, IDBPObjectStore } from 'idb';
import { notify } from '@/components/studio-state/messages';
import { BrowserStore } from '@/components/storage/browser-store';

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
  /** Of the document. */
  readonly name: string;
  /** The last edit before it, as the history calls it; earlier versions of the studio did not note it. */
  readonly edit?: string;
  /** The name that the user gave to this version; such a version is never thinned out. */
  readonly label?: string;
  /** Kept for good without a name. */
  readonly starred?: true;
  /** What was done next, where that took the place of the whole document: "Go back to the version of yesterday". */
  readonly before?: string;
  /** Read back through the checks of a file, never trusted. */
  readonly value: unknown;
}

interface Schema extends DBSchema {
  documents: { key: string; value: DocumentRow; indexes: { updated: number } };
  versions: { key: [string, number]; value: VersionRow };
  /** Under `open`: the document that was open last; see fenceOf for the number of a document's writer. */
  settings: { key: string | [string, string]; value: string | number };
}
/** Within a write. */
export type Versions = Pick<IDBPObjectStore<Schema, ('documents' | 'versions')[], 'versions', 'readwrite'>, 'get' | 'delete'>;

const losses = new Set<() => void>();
/** Calls when the browser, or another page, has taken away what was kept. */
export function whenLost(listener: () => void): () => void {
  losses.add(listener);
  return () => losses.delete(listener);
}

export const documents = new BrowserStore<Schema>({
  name: 'hourglass-documents',
  version: 1,
  upgrade(db) {
    db.createObjectStore('documents', { keyPath: 'id' }).createIndex('updated', 'updated');
    db.createObjectStore('versions', { keyPath: ['document', 'version'] });
    db.createObjectStore('settings');
  },
  onLost: () => losses.forEach((tell) => tell()),
  onBlocked: () => notify('Documents wait for another tab.', { description: 'It has an earlier version of the studio. Close it.', tone: 'bad' }),
});
