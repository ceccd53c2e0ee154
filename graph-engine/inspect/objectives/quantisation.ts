/** A code of entries of a Codebook, or of classes: what is lost by it, against k-means with as many entries and places. */
import { perItem } from '../../document/units';
import { sizeOf } from '../../document/shape';
import { kMeans, nearest } from '../k-means';
import type { Fold, Objective, ObjectiveSubject } from './definition';
import { cleanOf, fitted, fittedBaselines, isReconstruction, itemSize, reconstructionError, squaredError } from './support';

const SEED = 0;
/** Numbers that k-means is fitted on at most. */
const MOST = 1_000_000;

/** The sizes of the code's places along the axes of an item, and of the patch that each stands for; null where they do not go into each other. */
function patchesOf({ roles }: ObjectiveSubject): { readonly places: readonly number[]; readonly patch: readonly number[] } | null {
  const shape = roles.data!.type.shape;
  const indices = roles.indices!.type.shape;
  if (sizeOf(indices) === 1) return { places: shape.map(() => 1), patch: shape };
  const places = shape.map((_, axis) => indices[axis] ?? 1);
  return indices.length <= shape.length && shape.every((size, axis) => Number.isInteger(size / places[axis]!)) ? { places, patch: shape.map((size, axis) => size / places[axis]!) } : null;
}
/** Rows of items cut into patches, one after another; a patch is as long as `patch` is large. */
function cut(values: Float32Array, shape: readonly number[], patch: readonly number[]): Float32Array {
  const [size, length] = [sizeOf(shape), sizeOf(patch)];
  const along = shape.map((n, axis) => n / patch[axis]!);
  const order = new Uint32Array(size);
  for (let at = 0; at < size; at++) {
    let [rest, place, inside, placeStep, insideStep] = [at, 0, 0, 1, 1];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const position = rest % shape[axis]!;
      rest = Math.floor(rest / shape[axis]!);
      place += Math.floor(position / patch[axis]!) * placeStep;
      inside += (position % patch[axis]!) * insideStep;
      placeStep *= along[axis]!;
      insideStep *= patch[axis]!;
    }
    order[at] = place * length + inside;
  }
  const cuts = new Float32Array(values.length);
  for (let item = 0; item < values.length; item += size) for (let at = 0; at < size; at++) cuts[item + order[at]!] = values[item + at]!;
  return cuts;
}
function byKMeans(subject: ObjectiveSubject, fold: Fold, patch: readonly number[]): number {
  const shape = subject.roles.data!.type.shape;
  const length = sizeOf(patch);
  const { centers } = kMeans(cut(fitted(subject, fold, Math.max(1, Math.floor(MOST / itemSize(subject)))), shape, patch), length, subject.roles.indices!.type.classes, SEED);
  const held = cut(cleanOf(subject, fold.held), shape, patch);
  const chosen = nearest(held, length, centers);
  return squaredError(held, held.map((_, i) => centers[chosen[Math.floor(i / length)]! * length + (i % length)]!), fold.held.count);
}

export const quantisation: Objective = {
  name: 'squared error through the codebook',
  sentence: 'Sum of squared errors per item between the reconstruction and the input. Beside it k-means on patches of the items with as many entries and places, which is the same code without a network.',
  unit: perItem,
  better: 'lower',
  fits: (subject) => isReconstruction(subject) && subject.roles.indices !== null && patchesOf(subject) !== null,
  async measure(context) {
    const { places, patch } = patchesOf(context)!;
    const where = sizeOf(places) === 1 ? 'whole items' : `${places.filter((size, axis) => axis === 0 || size > 1).join(' × ')} patches`;
    return {
      value: await reconstructionError(context, 'infer'),
      baselines: await fittedBaselines(context, { [`k-means, ${context.roles.indices!.type.classes} entries, ${where}`]: (fold) => byKMeans(context, fold, patch) }),
    };
  },
};
