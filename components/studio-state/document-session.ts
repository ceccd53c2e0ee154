/** One open document with its own undo history: the studio's view of the engine's store. */
import { createDocumentStore, type DocumentStore } from '@/graph-engine/document/store';
import type { HourglassDocument } from '@/graph-engine/document/types';

export interface DocumentSession {
  readonly store: DocumentStore;
  /** How it came to be opened, for the history: "Open template Variational autoencoder". */
  readonly opened: string;
}

export const createSession = (document: HourglassDocument, opened: string): DocumentSession => ({
  store: createDocumentStore(document),
  opened,
});
