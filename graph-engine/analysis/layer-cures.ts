/** What to do about a layer that cannot take its input: settings of it, layers before it, or another size of what stands before it. */
import type { Fix } from '../diagnostics/types';
import type { Shape } from '../document/shape';
import type { GraphNode } from '../document/types';
import type { LayerProblem } from '../layers/definition';
import { layerOf } from '../layers/registry';
import { fixes } from '../nodes/fixes';
import { refitFix } from './own-stack';
import { refits, refitted, type Refit } from './refit';
import { shapesThrough, type LayerSource } from './stack';

interface Candidate {
  readonly fix: Fix;
  readonly layers: readonly LayerSource[];
}

/** The first problem of a stack after an edit; beyond its end where there is none. */
function reach(layers: readonly LayerSource[], input: Shape): number {
  const shapes = shapesThrough(layers, input);
  return shapes.output ? Infinity : shapes.layers.length - 1;
}

/** `index` is that of the layer in the node's own stack, which runs from `input`. */
export function layerCures(node: GraphNode, layers: readonly LayerSource[], index: number, input: Shape, problem: LayerProblem): readonly Fix[] {
  const before = layers.slice(0, index);
  const [layer, ...after] = layers.slice(index);
  const inserted = (plan: Refit): Candidate => ({ fix: refitFix(node, plan, index), layers: [...refitted(before, plan), layer!, ...after] });
  const candidates: Candidate[] = [
    ...(problem.wants ? refits(before, input, problem.wants).map(inserted) : []),
    ...(problem.insert ?? []).map((sketch) => inserted({ label: `Insert ${layerOf(sketch.kind)!.title}`, set: [], add: [sketch] })),
    ...(problem.set ?? []).map(({ label, params }) => {
      const plan: Refit = { label, set: [{ layer: layer!.id, params }], add: [] };
      return { fix: refitFix(node, plan), layers: [...before, ...refitted([layer!], plan), ...after] };
    }),
  ];
  // An inserted layer moves the others up by one: to get as far as before is to get one further.
  const further = candidates.map((candidate) => ({ ...candidate, reached: reach(candidate.layers, input) - (candidate.layers.length - layers.length) })).filter(({ reached }) => reached > index);
  const whole = further.filter(({ reached }) => reached === Infinity);
  const cures = (whole.length > 0 ? whole : further).map(({ fix }) => fix);
  return cures.length > 0 ? cures : [fixes.removeLayers(`Delete the ${layerOf(layer!.kind)!.title}`, node.id, [layer!.id])];
}
