/** The data that a shared file brings with its document: read as the document says, as the studio reads them. */
import { columnsOf } from '@/graph-engine/data/columns/of-source';
import type { NamedBytes } from '@/graph-engine/data/formats/definition';
import { openFiles } from '@/graph-engine/data/open-files';
import { findDataset } from '@/graph-engine/data/sources/registry';
import { loadDataset } from '@/graph-engine/data/sources/load';
import { parseVocabulary } from '@/graph-engine/data/text/of-source';
import type { DataTable } from '@/graph-engine/data/table';
import { takeItems } from '@/graph-engine/data/take-items';
import { readParams } from '@/graph-engine/document/fields';
import type { GraphNode, HourglassDocument } from '@/graph-engine/document/types';
import type { BroughtData } from '@/graph-engine/exchange/incoming/definition';
import { readOptionsOf } from '@/graph-engine/nodes/data-settings';
import { nodeOf } from '@/graph-engine/nodes/registry';
import { dataNodes } from '@/graph-engine/training/feed';
import { whole } from './load-data';
import { rowFiles } from './row-files';

interface Source {
  readonly source: string;
  readonly count: number;
  readonly columns: string;
  readonly vocabulary: string;
}
export const sourceParams = (node: GraphNode): Source => readParams(nodeOf(node.kind)!.fields, node.params) as unknown as Source;

/** Whether everything that a document is trained on is drawn by this program or came with it, and so needs no file to be named. */
export const areAtHand = (document: HourglassDocument, brought: BroughtData): boolean => dataNodes(document).every((node) => brought.has(node.id) || findDataset(sourceParams(node).source)?.generate !== undefined);

/** Null where the node draws its items itself. @throws DataError */
export async function openBrought(node: GraphNode, files: readonly NamedBytes[]): Promise<DataTable | null> {
  const { source, count, columns, vocabulary } = sourceParams(node);
  const definition = findDataset(source);
  if (!definition || definition.generate) return null;
  if (definition.origin !== 'file') return loadDataset(definition, { seed: 0, count, files });
  const { table } = await openFiles(files.map(whole), { rows: rowFiles, ...readOptionsOf(node), columns: columnsOf(source, columns), vocabulary: parseVocabulary(vocabulary) ?? [] });
  return takeItems(table, count);
}
