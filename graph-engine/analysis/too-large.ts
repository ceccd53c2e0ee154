/** What to do about a node with more parameters than can be trained here: narrower layers, as wide as the limit lets them be. */
import type { Fix } from '../diagnostics/types';
import type { GraphNode } from '../document/types';
import { layerOf } from '../layers/registry';
import type { StackShapes } from '../nodes/definition';
import { fixes } from '../nodes/fixes';
import { refitted } from './refit';
import { shapesThrough } from './stack';

const total = (stack: StackShapes): number => stack.layers.reduce((sum, { parameters }) => sum + parameters, 0);

/** Two digits are enough for a width. */
const rounded = (value: number): number => {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.max(1, Math.floor(value / unit) * unit);
};

/** `room` is what the layers together may hold. */
export function largeCures(node: GraphNode, stack: StackShapes, room: number): readonly Fix[] {
  const input = stack.layers[0]?.input;
  if (!input) return [];
  const cures = stack.layers.flatMap(({ id, kind, params }) =>
    ['units', 'filters'].flatMap((name) => {
      const field = layerOf(kind)?.fields[name];
      if (field?.type !== 'integer') return [];
      const held = (value: number): number => {
        const shapes = shapesThrough(refitted(stack.layers, { set: [{ layer: id, params: { [name]: value } }], add: [] }), input);
        return shapes.output ? total(shapes) : Infinity;
      };
      let [low, high] = [0, Number(params[name])];
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (held(middle) <= room) low = middle;
        else high = middle;
      }
      if (low === 0) return [];
      const value = rounded(low);
      return [{ loss: value / Number(params[name]), fix: fixes.setLayerParam(`Set ${field.label} of ${layerOf(kind)!.title} to ${value}`, node.id, id, name, value) }];
    }),
  );
  // The one that leaves most of what was asked for comes first.
  return cures.toSorted((a, b) => b.loss - a.loss).slice(0, 2).map(({ fix }) => fix);
}
