/** Tables for a document's Dataset nodes, generated, without file or network. */
import type { DataTable } from '@/datasets/definition';
import { loadDataset } from '@/datasets/load';
import { findDataset } from '@/datasets/registry';
import { readParams } from '../document/fields';
import type { HourglassDocument } from '../document/types';
import { nodeOf } from '../nodes/registry';
import { dataNodes } from '../training/feed';

export async function generatedData(document: HourglassDocument, count: number): Promise<Record<string, DataTable>> {
  const entries = dataNodes(document).map(async (node) => {
    const { source } = readParams(nodeOf(node.kind)!.fields, node.params) as { source: string };
    return [node.id, await loadDataset(findDataset(source)!, { seed: document.training.seed, count })] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
