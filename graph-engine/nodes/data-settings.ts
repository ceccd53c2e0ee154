/** What a Dataset node says of its numbers, with its defaults. */
import { parseReading, type FileReading } from '../data/file-reading';
import type { Layout } from '../data/formats/layout';
import type { DataSettings } from '../data/settings';
import type { SplitSettings } from '../data/splits/deal-out';
import { columnsOf } from '../data/columns/of-source';
import { textOfSource } from '../data/text/of-source';
import type { TextOptions } from '../data/text/reading';
import type { TextOfTable } from '../data/text/token-table';
import { findDataset } from '../data/sources/registry';
import type { Shape } from '../document/shape';
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
  // Numbers that stand for tokens are no amounts.
  return { scaling: textOf(node) ? 'as-is' : scaling, limits, unsigned, columns: columnsOf(source, columns) };
}

/** Which of its items are trained on. */
export function splitSettingsOf(node: GraphNode): SplitSettings {
  const { split, splitBy, test, normal } = readParams(nodeOf(node.kind)!.fields, node.params) as unknown as SplitSettings;
  return { split, splitBy, test, normal };
}

/** Of how many items that are trained on the label is told; 0: of all. */
export const labelledOf = (node: GraphNode): number => Number(readParams(nodeOf(node.kind)!.fields, node.params)['labelled'] ?? 0);

/** What its tokens stand for; null for a Dataset of something else. */
export const textOf = (node: GraphNode): TextOfTable | null => textOfSource(readParams(nodeOf(node.kind)!.fields, node.params) as unknown as Parameters<typeof textOfSource>[0]);

/** How another text is read so that it goes to what learned from this one; null for a Dataset of something else. */
export function textOptionsOf(node: GraphNode): TextOptions | null {
  const text = textOf(node);
  if (!text) return null;
  const { source, shape, reading } = readParams(nodeOf(node.kind)!.fields, node.params) as unknown as { readonly source: string; readonly shape: Shape; readonly reading: string };
  const known = findDataset(source);
  const places = (known?.origin === 'file' ? null : known?.shape)?.[0] ?? shape[0]!;
  return { items: 'lines', ...parseReading(reading)?.text, tokens: text.tokens, lowerCase: text.lowerCase, places };
}
