/** What a Dataset node says of its numbers, with its defaults. */
import type { DataSettings } from '../data/settings';
import { readParams } from '../document/fields';
import type { GraphNode } from '../document/types';
import { nodeOf } from './registry';

export function dataSettingsOf(node: GraphNode): DataSettings {
  const { scaling, limits, unsigned } = readParams(nodeOf(node.kind)!.fields, node.params) as unknown as DataSettings;
  return { scaling, limits, unsigned };
}
