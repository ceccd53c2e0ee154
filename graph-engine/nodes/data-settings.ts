/** What a Dataset node says of its numbers, with its defaults. */
import type { ReadOptions } from '../data/formats/definition';
import type { DataSettings } from '../data/settings';
import { readParams } from '../document/fields';
import type { GraphNode } from '../document/types';
import { nodeOf } from './registry';

/** How the node's file is read. */
export function readOptionsOf(node: GraphNode): Required<ReadOptions> {
  const { layout, labelColumn } = readParams(nodeOf(node.kind)!.fields, node.params) as unknown as Required<ReadOptions>;
  return { layout, labelColumn };
}

export function dataSettingsOf(node: GraphNode): DataSettings {
  const { scaling, limits, unsigned } = readParams(nodeOf(node.kind)!.fields, node.params) as unknown as DataSettings;
  return { scaling, limits, unsigned };
}
