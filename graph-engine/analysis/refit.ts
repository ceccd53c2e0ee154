/** Edits of a stack after which it gives another shape, each tried before it is offered. */
import { axesOf, pairOf, printFactor, type Pair } from '../document/pair';
import { asShapeParam, printShape, sameShape, sizeOf, type Shape } from '../document/shape';
import type { Params } from '../document/types';
import type { LayerSketch } from '../layers/definition';
import { margins } from '../layers/image';
import { plainStack } from '../layers/plain-stack';
import { layerOf } from '../layers/registry';
import { shapesThrough, type LayerSource } from './stack';

/** Settings of layers that are there, and layers behind the last. */
export interface Refit {
  readonly label: string;
  readonly set: readonly { readonly layer: string; readonly params: Params }[];
  readonly add: readonly LayerSketch[];
}

/** The layers after an edit. */
export const refitted = (layers: readonly LayerSource[], { set, add }: Pick<Refit, 'set' | 'add'>): readonly LayerSource[] => [
  ...layers.map((layer) => set.filter((one) => one.layer === layer.id).reduce((now, one) => ({ ...now, params: { ...now.params, ...one.params } }), layer)),
  ...add.map((sketch, i) => ({ id: `added-${i}`, ...sketch })),
];

/** The fields that say how wide the output of a layer is: its units, its filters. */
const widths = ['units', 'filters'];
const article = (word: string): string => (/^[AEIOU]/.test(word) ? 'an' : 'a');
const fieldOf = (kind: string, name: string) => layerOf(kind)?.fields[name];
const joined = (parts: readonly string[]): string => parts.map((part, i) => (i === 0 ? part : part.charAt(0).toLowerCase() + part.slice(1))).join(' and ');

/** Another number of units or filters of the last layer where that alone leads from `from` to `expected`, with `add` behind it. */
function resized(layers: readonly LayerSource[], from: Shape, found: Shape, expected: Shape, add: readonly LayerSketch[] = []): Refit | null {
  for (const { id, kind, params } of layers.toReversed()) {
    for (const name of widths) {
      const field = fieldOf(kind, name);
      if (field?.type !== 'integer') continue;
      const scaled = (Number(params[name] ?? field.default) * sizeOf(expected)) / sizeOf(found);
      for (const value of new Set([expected.at(-1)!, sizeOf(expected), scaled])) {
        if (!Number.isInteger(value) || value < field.min || value > field.max) continue;
        const edit = { set: [{ layer: id, params: { [name]: value } }], add };
        if (sameShape(shapesThrough(refitted(layers, edit), from).output ?? [], expected)) return { label: `Set ${field.label} to ${value}`, ...edit };
      }
    }
  }
  return null;
}

/** The size of the last layer that has an output size. */
function sized(layers: readonly LayerSource[], [height, width]: Shape): Refit[] {
  return layers.toReversed().flatMap(({ id, kind }) => {
    const field = fieldOf(kind, 'outputSize');
    if (field?.type !== 'pair') return [];
    const outputSize = pairOf([height!, width!]);
    return [{ label: `Set ${field.label} to ${printFactor(outputSize).replace('×', ' × ')}`, set: [{ layer: id, params: { outputSize } }], add: [] }];
  });
}

/** Layers that bring height and width to those of `expected`: first by whole factors, then by rows and columns. */
function fitted([height, width, channels]: Shape, [rows, columns]: Shape): readonly LayerSketch[] {
  const from = [height!, width!] as const;
  const to = [rows!, columns!] as const;
  const along = (f: (a: number, b: number) => number): Pair => pairOf([f(from[0], to[0]), f(from[1], to[1])]);
  const up = along((a, b) => (b >= 1.5 * a ? Math.ceil(b / a) : 1));
  const down = along((a, b) => Math.max(1, Math.floor(a / b)));
  const now = [0, 1].map((axis) => Math.floor((from[axis]! * axesOf(up)[axis as 0 | 1]) / axesOf(down)[axis as 0 | 1]));
  const [tooMany, tooFew] = [1, -1].map((sign) => margins(Math.max(0, sign * (now[0]! - to[0])), Math.max(0, sign * (now[1]! - to[1]))));
  const some = (sides: object): boolean => Object.values(sides).some((side) => side > 0);
  const factor = (pair: Pair): boolean => axesOf(pair).some((size) => size > 1);
  return channels === undefined
    ? []
    : [
        ...(factor(up) ? [{ kind: 'upsample', params: { size: up } }] : []),
        ...(factor(down) ? [{ kind: 'avg-pool', params: { size: down } }] : []),
        ...(some(tooMany!) ? [{ kind: 'crop', params: { ...tooMany } }] : []),
        ...(some(tooFew!) ? [{ kind: 'pad', params: { ...tooFew, mode: 'edge' } }] : []),
      ];
}
const nameOf = ({ kind }: LayerSketch): string => layerOf(kind)!.title;
const adding = (sketches: readonly LayerSketch[], to: string): string => joined(sketches.map((sketch, i) => `Add ${article(nameOf(sketch))} ${nameOf(sketch)}${i === sketches.length - 1 ? ` to ${to}` : ''}`)).replaceAll(' and add ', ' and ');

/** Weights of a new layer beyond this are no cure. */
const mostWeights = 4_000_000;

/** At most three ways from the input `from` to `expected`, the gentlest first. */
export function refits(layers: readonly LayerSource[], from: Shape, expected: Shape): readonly Refit[] {
  const found = shapesThrough(layers, from).output;
  if (!found || sameShape(found, expected)) return [];
  const image = found.length === 3 && expected.length === 3;
  const plans: (Refit | null)[] = [];
  const added = (add: readonly LayerSketch[], to: string): Refit => ({ label: adding(add, to), set: [], add });
  if (sizeOf(found) === sizeOf(expected)) plans.push(added(plainStack(found, expected), printShape(expected)));
  plans.push(resized(layers, from, found, expected));
  if (found.length === 1 && expected.length > 1 && sizeOf(found) !== sizeOf(expected)) {
    const reshape = { kind: 'reshape', params: { shape: asShapeParam(expected) } };
    const wide = resized(layers, from, found, expected, [reshape]);
    plans.push(wide && { ...wide, label: `${wide.label} and add a Reshape to ${printShape(expected)}` });
  }
  if (image) {
    plans.push(...sized(layers, expected));
    const add = fitted(found, expected);
    const side = `${expected[0]} × ${expected[1]}`;
    if (found[2] === expected[2]) plans.push(added(add, side));
    else {
      const wide = resized(layers, from, found, expected, add);
      const last = { kind: 'conv2d', params: { filters: expected[2]!, kernel: 1, stride: 1, activation: 'linear' } };
      plans.push(wide && add.length > 0 ? { ...wide, label: joined([wide.label, adding(add, side)]) } : null, { ...added(add, side), label: joined([...(add.length > 0 ? [adding(add, side)] : []), `Add a Conv2D of ${expected[2]} filter${expected[2] === 1 ? '' : 's'}`]).replaceAll(' and add ', ' and '), add: [...add, last] });
    }
  }
  const valid = plans.filter((plan): plan is Refit => plan !== null && sameShape(shapesThrough(refitted(layers, plan), from).output ?? [], expected));
  const dense = plainStack(found, expected);
  const weights = sizeOf(found) * sizeOf(expected);
  if (valid.length === 0 && weights <= mostWeights) valid.push(added(dense, printShape(expected)));
  return [...new Map(valid.map((plan) => [plan.label, plan])).values()].slice(0, 3);
}
