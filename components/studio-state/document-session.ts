/** One open document with its own undo history. */
import { kindCatalogue } from '@/graph-engine/document/catalogue';
import { createDocumentStore, type DocumentStore } from '@/graph-engine/document/store';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { layers } from '@/graph-engine/layers/registry';
import { nodes } from '@/graph-engine/nodes/registry';

export const catalogue = kindCatalogue(nodes, layers);

export interface DocumentSession {
  readonly store: DocumentStore;
  /** How it came to be opened, for the history: "Open the template Variational autoencoder". */
  readonly opened: string;
}

export const createSession = (document: HourglassDocument, opened: string): DocumentSession => ({
  store: createDocumentStore({ document, catalogue }),
  opened,
});
