/** What the reading worker does: the page fetches none of it. */
import { DataError } from '@/datasets/definition';
import { loadDataset } from '@/datasets/load';
import { findDataset } from '@/datasets/registry';
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
