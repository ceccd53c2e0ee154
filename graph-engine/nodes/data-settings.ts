/** What a Dataset node says of its numbers, with its defaults. */
import { parseReading, type FileReading } from '../data/file-reading';
import type { Layout } from '../data/formats/layout';
import type { DataSettings } from '../data/settings';
import type { SplitSettings } from '../data/splits/deal-out';
import { columnsOf } from '../data/columns/of-source';
import { readParams } from '../document/fields';
import type { GraphNode } from '../document/types';
import { nodeOf } from './registry';

/** How the node's file is read. */
export function readOptionsOf(node: GraphNode): FileReading & { readonly layout: Layout; readonly labelColumn: number } {
  const { layout, labelColumn, reading } = readParams(nodeOf(node.kind)!.fields, node.params) as unknown as { readonly layout: Layout; readonly labelColumn: number; readonly reading: string };
  return { ...parseReading(reading), layout, labelColumn };
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

/** Of how many items that are trained on the label is told; 0: of all. */
export const labelledOf = (node: GraphNode): number => Number(readParams(nodeOf(node.kind)!.fields, node.params)['labelled'] ?? 0);
