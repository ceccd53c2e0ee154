/** Tables for a document's Dataset nodes, generated, without file or network. */
import type { MemoryTable } from '../data/table';
import { isFeature } from '../data/columns/layout';
import { loadDataset } from '../data/sources/load';
import { findDataset } from '../data/sources/registry';
import { readParams } from '../document/fields';
import type { HourglassDocument } from '../document/types';
import { analyse } from '../analysis/analyse';
import { dataSettingsOf } from '../nodes/data-settings';
import { nodeOf } from '../nodes/registry';
import { dataNodes } from '../training/feed';

export async function generatedData(document: HourglassDocument, count: number): Promise<Record<string, MemoryTable>> {
  const entries = dataNodes(document).map(async (node) => {
    const { source } = readParams(nodeOf(node.kind)!.fields, node.params) as { source: string };
    return [node.id, await loadDataset(findDataset(source)!, { seed: document.training.seed, count })] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** Smooth numbers of the right shape for every Dataset node, for what only asks how long or how many. */
export function waves(document: HourglassDocument, count: number): Record<string, MemoryTable> {
  const { nodes } = analyse(document);
  return Object.fromEntries(
    dataNodes(document).map((node) => {
      const { id } = node;
      const columns = dataSettingsOf(node).columns.filter(isFeature);
      const shape = columns.length > 0 ? [columns.length] : nodes[id]!.types['data']!.shape;
      const size = shape.reduce((product, n) => product * n, 1);
      const values = Float32Array.from({ length: count * size }, (_, i) => (Math.sin(i * 12.9898) + 1) / 2);
      return [id, { name: 'waves', shape, range: 'unit', count, values, scale: 1, labels: null, labelNames: null, factors: null } satisfies MemoryTable];
    }),
  );
}
