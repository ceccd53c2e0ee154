/** The fractional order of a layer at a place of a stack. */
import type { Draft } from 'immer';
import { layersOf, type GraphNode, type LayerInstance } from '../types';

/** An order that puts a new layer at `index` of the stack; numbers the stack afresh where no number is left between two neighbours. */
export function orderAt(node: Draft<GraphNode>, index: number): number {
  const stack = layersOf(node) as Draft<LayerInstance>[];
  const place = Math.min(Math.max(index, 0), stack.length);
  const before = stack[place - 1]?.order;
  const after = stack[place]?.order;
  if (before === undefined) return after === undefined ? 1 : after - 1;
  if (after === undefined) return before + 1;
  const middle = (before + after) / 2;
  if (Number.isFinite(middle) && middle > before && middle < after) return middle;
  for (const [position, layer] of stack.entries()) layer.order = position < place ? position + 1 : position + 2;
  return place + 1;
}
