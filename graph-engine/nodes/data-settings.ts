/** What a Dataset node says of its numbers, with its defaults. */
import type { ReadOptions } from '../data/formats/definition';
import type { DataSettings } from '../data/settings';
import type { SplitSettings } from '../data/splits/deal-out';
import { columnsOf } from '../data/columns/of-source';
import { readParams } from '../document/fields';
import type { GraphNode } from '../document/types';
import { nodeOf } from './registry';

/** How the node's file is read. */
export function readOptionsOf(node: GraphNode): Required<Pick<ReadOptions, 'layout' | 'labelColumn'>> {
  const { layout, labelColumn } = readParams(nodeOf(node.kind)!.fields, node.params) as unknown as ReturnType<typeof readOptionsOf>;
  return { layout, labelColumn };
}

export function dataSettingsOf(node: GraphNode): DataSettings {
  const { scaling, limits, unsigned, source, columns } = readParams(nodeOf(node.kind)!.fields, node.params) as unknown as Omit<DataSettings, 'columns'> & { readonly source: string; readonly columns: string };
  return { scaling, limits, unsigned, columns: columnsOf(source, columns) };
}

/** Which of its items are trained on. */
export function splitSettingsOf(node: GraphNode): SplitSettings {
  const { split, splitBy, test, normal } = readParams(nodeOf(node.kind)!.fields, node.params) as unknown as SplitSettings;
  return { split, splitBy, test, normal };
}
