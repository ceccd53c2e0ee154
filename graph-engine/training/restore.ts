/** Which weights of a snapshot a model can take: parameter by parameter, by name and shape. */
import { layersOf, type HourglassDocument } from '../document/types';
import { layerOf } from '../layers/registry';
import type { Parameter, Program } from '../program/types';
import type { Weights } from '../runtime/device';
import { isState } from './plain-weights';

/** How a snapshot was taken up. */
export interface Restored {
  /** The run goes on where the snapshot was taken; otherwise a new one begins, with the weights that were kept. */
  readonly goesOn: boolean;
  /** Weights that were kept. */
  readonly kept: number;
  /** The weights that start fresh, in the words of the document. */
  readonly fresh: readonly string[];
}

interface Fit {
  /** Everything fits, the state of the optimiser included. */
  readonly exact: boolean;
  readonly all: readonly string[];
  /** Those that fit, without the state of the optimiser. */
  readonly weights: readonly string[];
  /** Those that do not, by name. */
  readonly fresh: ReadonlyMap<string, Parameter>;
}
export function fitOf(programs: readonly Program[], saved: ReadonlyMap<string, Weights>): Fit {
  // Players share parameters.
  const parameters = new Map(programs.flatMap(({ parameters, values }) => parameters.map((parameter) => [parameter.name, { parameter, shape: values[parameter.value]!.shape }] as const)));
  const fits = (name: string): boolean => saved.get(name)?.shape.join() === parameters.get(name)?.shape.join();
  const all = [...parameters.keys()];
  const misfits = all.filter((name) => !fits(name));
  return {
    all,
    exact: misfits.length === 0,
    weights: all.filter((name) => fits(name) && !isState(name)),
    fresh: new Map(misfits.filter((name) => !isState(name)).map((name) => [name, parameters.get(name)!.parameter])),
  };
}

/** `kernel of Dense 2 in Encoder`: the layer counts from 1. */
export function parameterLabel(document: HourglassDocument, { name, origin }: Parameter): string {
  const own = name.slice(name.lastIndexOf('/') + 1).replaceAll('.', ' ');
  const node = document.nodes[origin.node];
  const layers = node ? layersOf(node) : [];
  const index = layers.findIndex(({ id }) => id === origin.layer);
  const layer = index < 0 ? '' : `${layerOf(layers[index]!.kind)?.title ?? layers[index]!.kind} (layer ${index + 1}) in `;
  return `${own} of ${layer}${node?.name ?? origin.node}`;
}
