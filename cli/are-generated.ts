/** Whether everything that a document is trained on is drawn by this program, and so at hand without a file. */
import { findDataset } from '@/graph-engine/data/sources/registry';
import { readParams } from '@/graph-engine/document/fields';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { nodeOf } from '@/graph-engine/nodes/registry';
import { dataNodes } from '@/graph-engine/training/feed';

export const areGenerated = (document: HourglassDocument): boolean =>
  dataNodes(document).every((node) => {
    const { source } = readParams(nodeOf(node.kind)!.fields, node.params) as { readonly source: string };
    return findDataset(source)?.generate !== undefined;
  });
