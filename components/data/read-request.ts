/** What the reading worker does: the page fetches none of it. */
import { DataError } from '@/graph-engine/data/data-error';
import { loadDataset } from '@/graph-engine/data/sources/load';
import { findDataset } from '@/graph-engine/data/sources/registry';
import type { FromReader, ToReader } from './read-protocol';

export async function readRequest({ id, files, count, ...reading }: ToReader): Promise<FromReader> {
  try {
    const definition = findDataset(id);
    if (!definition) throw new Error(`internal: ${id} is not a data set`);
    return { kind: 'read', read: { table: await loadDataset(definition, { seed: 0, count, files, ...reading }), files } };
  } catch (error) {
    return { kind: 'error', message: error instanceof Error ? error.message : String(error), isData: error instanceof DataError };
  }
}
