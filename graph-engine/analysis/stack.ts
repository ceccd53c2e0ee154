/** Which layers a node runs (its own, the mirror of its target's), and the shapes between them. */
import { readParams } from '../document/fields';
import { asShapeParam, sameShape, sizeOf, type Shape } from '../document/shape';
import type { Params } from '../document/types';
import { isProblem, type LayerDefinition, type LayerSketch } from '../layers/definition';
import { anywhere } from '../layers/reach';
import { maskUse } from '../layers/masks';
import { layerOf } from '../layers/registry';
import type { StackLayer, StackShapes } from '../nodes/definition';

export interface LayerSource {
  readonly id: string;
  readonly kind: string;
  readonly params: Params;
}

const count = (definition: LayerDefinition, params: Params, input: Shape): number =>
  definition.weights(params, input).reduce((total, { shape }) => total + sizeOf(shape), 0);

/** Runs shapes through layers; stops at the first that cannot take its input or is unknown. `masked`: the input brings a mask. */
export function shapesThrough(layers: readonly LayerSource[], input: Shape, masked = false): StackShapes {
  const results: StackLayer[] = [];
  let shape = input;
  let holdsMask = masked;
  let reach = anywhere;
  for (const { id, kind, params } of layers) {
    const definition = layerOf(kind);
    if (!definition) return { layers: results, output: null, masked: false };
    const sound = readParams(definition.fields, params) as Params;
    const output = definition.infer(sound, shape);
    if (isProblem(output)) {
      results.push({ id, kind, params: sound, input: shape, output: null, reach: anywhere, parameters: 0, masked: holdsMask, problem: output });
      return { layers: results, output: null, masked: false };
    }
    reach = definition.reach?.(sound, reach) ?? anywhere;
    results.push({ id, kind, params: sound, input: shape, output, reach, parameters: count(definition, sound, shape), masked: holdsMask, problem: null });
    holdsMask &&= maskUse(definition, sound, shape) !== 'ends';
    shape = output;
  }
  return { layers: results, output: shape, masked: holdsMask };
}


/** Layers from a code of shape `from` to features of shape `to`, where they differ: a Dense, and a Reshape for an image. */
function adapter(from: Shape, to: Shape, activation: Params): readonly LayerSource[] {
  if (sameShape(from, to)) return [];
  const flat = from.length > 1 ? [{ id: 'mirror-flatten', kind: 'flatten', params: {} }] : [];
  const dense = { id: 'mirror-dense', kind: 'dense', params: { units: sizeOf(to), ...activation } };
  const image = to.length > 1 ? [{ id: 'mirror-reshape', kind: 'reshape', params: { shape: asShapeParam(to) } }] : [];
  return [...flat, ...(sizeOf(from) === sizeOf(to) ? [] : [dense]), ...image];
}

const activationOf = (params: Params): Params => (typeof params['activation'] === 'string' ? { activation: params['activation'] } : {});
const hasKernel = (sketch: LayerSketch): boolean => (layerOf(sketch.kind)?.fields['bias'] ?? null) !== null;

/**
 * The layers that lead from `code` back to the input of a stack, or the reason why there are none. Between the same two
 * layers stands the same activation as on the way there; the last layer is linear.
 */
export function mirrorOf(target: StackShapes, code: Shape): readonly LayerSource[] | string {
  if (target.layers.length === 0) return 'it has no layers';
  const last = target.layers.at(-1)!;
  if (!target.output || !last.output) return 'its own layers do not fit together';
  const back: LayerSource[] = [];
  // The way back passes the activations in reverse too: a layer gets the one that stood before its original.
  const before = target.layers.map((_, i) => target.layers.slice(0, i).findLast(({ params, kind }) => hasKernel({ kind, params }))?.params);
  for (let i = target.layers.length - 1; i >= 0; i--) {
    const { id, kind, params, input, output } = target.layers[i]!;
    const sketches = layerOf(kind)!.mirror(params, input, output!);
    if (typeof sketches === 'string') return sketches;
    sketches.forEach((sketch, part) => {
      const activation = hasKernel(sketch) ? activationOf(before[i] ?? { activation: 'linear' }) : {};
      back.push({ id: `mirror-${id}${part ? `-${part}` : ''}`, kind: sketch.kind, params: { ...sketch.params, ...activation } });
    });
  }
  // What normalises or drops values belongs between layers; at the end it would distort the output.
  while (['normalisation', 'regularisation'].includes(layerOf(back.at(-1)?.kind ?? '')?.category ?? '')) back.pop();
  const wide = target.layers.findLast(({ kind, params }) => hasKernel({ kind, params }));
  return [...adapter(code, target.output, activationOf(wide?.params ?? {})), ...back];
}
