/** Which tensor of a file is which parameter of a drawing: guessed by name and shape, and what comes of it, parameter by parameter. */
import { printable } from '../../diagnostics/printable';
import type { Weights } from '../../runtime/device';
import { arrangementOf, arrangements } from '../arrangements/registry';
import type { Arrangement } from '../arrangements/definition';
import type { ReadTensors } from '../read-tensors';
import { inOrder, layerOf, partsOf, wordsOf } from './names';
import type { Wanted } from './wanted';

/** As code that was exported from here has it: flattened as the studio does. */
const exported = ({ name, label, shape }: Wanted): Wanted => ({ name, label, shape });

/** Which tensor a parameter is taken from, and how it is turned; null: from none. */
export interface Source {
  readonly tensor: string;
  readonly arrangement: string;
}
/** By the names of the parameters. */
export type Mapping = ReadonlyMap<string, Source | null>;

/** Where a tensor of that name is known to belong, such as in PyTorch code that was exported from the drawing: the name there, by the name here. */
export type KnownNames = ReadonlyMap<string, string>;

/** States of optimisers carry a colon; Keras writes `kernel:0`. */
export const isState = (name: string): boolean => /:(?!0$)/.test(name);
/** What data were prepared with (see fittedName): it goes with weights of ours. */
const isFitted = (name: string): boolean => /^[^/]+\.data\//.test(name);
const print = (shape: readonly number[]): string => `[${shape.join(', ')}]`;
const sameShape = (a: readonly number[] | null, b: readonly number[]): boolean => a !== null && a.join() === b.join();

/** Ways to bring a tensor into a shape; those of PyTorch first where the file is of PyTorch. */
export function waysFor(found: readonly number[], wanted: Wanted, pytorch = false): readonly Arrangement[] {
  const ways = arrangements.filter((way) => sameShape(way.shapeOf(found, wanted), wanted.shape));
  return pytorch ? ways.toSorted((a, b) => Number(b.of === 'pytorch') - Number(a.of === 'pytorch')) : ways;
}

/** Whether kernels of a file lie in the order of PyTorch: those that fit in one order alone say it, else the names do. */
export function isOfPytorch(wanted: readonly Wanted[], tensors: ReadonlyMap<string, Weights>): boolean {
  let [turned, straight] = [0, 0];
  for (const [name, { shape }] of tensors) {
    if (shape.length < 2 || isState(name)) continue;
    const ways = wanted.flatMap((parameter) => waysFor(shape, parameter));
    const [some, others] = [ways.some(({ of }) => of === 'pytorch'), ways.some(({ of }) => of === 'any')];
    if (some && !others) turned++;
    if (others && !some) straight++;
  }
  if (turned !== straight) return turned > straight;
  return [...tensors.keys()].filter((name) => name.endsWith('.weight')).length > [...tensors.keys()].filter((name) => /kernel/i.test(name)).length;
}

interface Pair {
  readonly wanted: Wanted;
  readonly tensor: string;
  readonly arrangement: string;
  readonly score: number;
}
const sides = 'encoder decoder discriminator classifier critic'.split(' ');

/** How far two names mean the same; below 0 where they name different things. */
function likeness(wanted: Wanted, tensor: string): number {
  const [here, there] = [new Set([...wordsOf(wanted.label), ...wordsOf(wanted.name)]), wordsOf(tensor)];
  const shared = there.filter((word) => here.has(word) && !/^\d+$/.test(word)).length;
  const against = sides.some((side) => there.includes(side) && !here.has(side) && sides.some((other) => here.has(other))) ? 6 : 0;
  // A mean and a log-variance have one shape.
  const [meanHere, meanThere] = [here.has('logvariance'), there.includes('logvariance')];
  return 2 * shared - against - (meanHere === meanThere ? 0 : 3);
}

interface Placed {
  readonly name: string;
  /** What its words are taken from. */
  readonly words: string;
  readonly shape: readonly number[];
}
/** Places among those that could be meant by the same words, so that layers of one shape keep their order. */
function ranks(all: readonly Placed[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  return new Map(
    all.map(({ name, words, shape }) => {
      const kind = `${partsOf(name)[0]} ${shape.toSorted((a, b) => a - b).join()} ${sides.filter((side) => wordsOf(words).includes(side)).join()}`;
      const rank = counts.get(kind) ?? 0;
      counts.set(kind, rank + 1);
      return [name, rank];
    }),
  );
}
const mayBe = (tensor: string, parameter: string): boolean => {
  const [there, here] = [partsOf(tensor), partsOf(parameter)];
  return there.includes('other') || here.includes('other') || there.some((part) => here.includes(part));
};

/** Tensors of our own names are taken by them; others by what they are known as, or by shape, part, words and order. */
export function guess(wanted: readonly Wanted[], { tensors, notFinite }: Pick<ReadTensors, 'tensors' | 'notFinite'>, known: KnownNames = new Map()): Mapping {
  const mapping = new Map<string, Source | null>(wanted.map(({ name }) => [name, null]));
  const taken = new Set<string>();
  const take = (name: string, tensor: string, arrangement: string): void => {
    mapping.set(name, { tensor, arrangement });
    taken.add(tensor);
  };
  const pytorch = isOfPytorch(wanted, tensors);
  for (const parameter of wanted) {
    const own = tensors.get(parameter.name);
    const alias = known.get(parameter.name);
    const called = alias === undefined ? undefined : tensors.get(alias);
    // One of another shape is told, and stays that parameter's.
    if (own) take(parameter.name, parameter.name, 'as-it-lies');
    else if (called) take(parameter.name, alias!, (waysFor(called.shape, exported(parameter), true)[0] ?? arrangements[0]!).id);
  }
  const open = wanted.filter(({ name }) => mapping.get(name) === null);
  const free = [...tensors.keys()].filter((name) => !taken.has(name) && !isState(name) && !notFinite.has(name)).toSorted(inOrder);
  const here = ranks(open.map(({ name, label, shape }) => ({ name, words: label, shape })));
  const there = ranks(free.map((name) => ({ name, words: name, shape: tensors.get(name)!.shape })));
  const pairs = open.flatMap((parameter): Pair[] =>
    free.flatMap((tensor): Pair[] => {
      const [way] = waysFor(tensors.get(tensor)!.shape, parameter, pytorch);
      if (!way || !mayBe(tensor, parameter.name)) return [];
      const apart = Math.abs(here.get(parameter.name)! - there.get(tensor)!);
      return [{ wanted: parameter, tensor, arrangement: way.id, score: likeness(parameter, tensor) - apart }];
    }),
  );
  const layers = new Map<string, string>();
  // Kernels first: what else a layer has is then looked for beside its kernel.
  for (const late of [false, true]) {
    const now = pairs.filter(({ wanted: { shape } }) => shape.length < 2 === late);
    const scored = now.map((pair) => ({ ...pair, score: pair.score + (layers.get(layerOf(pair.wanted.name)) === layerOf(pair.tensor) ? 12 : 0) }));
    for (const { wanted: { name }, tensor, arrangement } of scored.toSorted((a, b) => b.score - a.score)) {
      if (mapping.get(name) !== null || taken.has(tensor)) continue;
      take(name, tensor, arrangement);
      layers.set(layerOf(name), layerOf(tensor));
    }
  }
  return mapping;
}

export interface Row {
  readonly parameter: Wanted;
  readonly source: Source | null;
  /** `misfit`: what was chosen has another shape; `fresh`: nothing was. */
  readonly state: 'fits' | 'misfit' | 'not-finite' | 'fresh';
  /** A sentence's part, such as `shape [784, 256] expected, [784, 128] found`. */
  readonly told: string;
}
export interface Report {
  readonly rows: readonly Row[];
  readonly fits: number;
  /** Tensors of the file that no parameter takes, without states of optimisers and what data were prepared with. */
  readonly unused: readonly string[];
}

function rowOf(parameter: Wanted, source: Source | null, { tensors, notFinite }: Pick<ReadTensors, 'tensors' | 'notFinite'>): Row {
  const found = source && tensors.get(source.tensor);
  if (!source || !found) return { parameter, source: null, state: 'fresh', told: 'not in the file' };
  const arrangement = arrangementOf(source.arrangement);
  const shape = arrangement.shapeOf(found.shape, parameter);
  if (!sameShape(shape, parameter.shape)) return { parameter, source, state: 'misfit', told: `shape ${print(parameter.shape)} expected, ${print(found.shape)} found` };
  if (notFinite.has(source.tensor)) return { parameter, source, state: 'not-finite', told: 'holds a number that is not finite' };
  return { parameter, source, state: 'fits', told: arrangement.title ? `fits, ${arrangement.title}` : 'fits' };
}

export function reportOf(wanted: readonly Wanted[], mapping: Mapping, given: Pick<ReadTensors, 'tensors' | 'notFinite'>): Report {
  const rows = wanted.map((parameter) => rowOf(parameter, mapping.get(parameter.name) ?? null, given));
  const used = new Set(rows.flatMap(({ source }) => (source ? [source.tensor] : [])));
  const names = new Set(wanted.map(({ name }) => name));
  return { rows, fits: rows.filter(({ state }) => state === 'fits').length, unused: [...given.tensors.keys()].filter((name) => !used.has(name) && !names.has(name) && !isState(name) && !isFitted(name)) };
}

/** Weights under the names of the drawing: those that fit, and what their data were prepared with. */
export function takenBy({ rows }: Report, { tensors, notFinite }: Pick<ReadTensors, 'tensors' | 'notFinite'>): ReadonlyMap<string, Weights> {
  const prepared = [...tensors].filter(([name]) => isFitted(name) && !notFinite.has(name));
  return new Map([...prepared, ...rows.flatMap(({ parameter, source, state }) => (state === 'fits' ? [[parameter.name, arrangementOf(source!.arrangement).apply(tensors.get(source!.tensor)!, parameter)] as const] : []))]);
}

/** `4 of 6 parameters fit; kernel of …: shape [784, 256] expected, [784, 128] found; …`, for a command line. */
export const printReport = ({ rows, fits, unused }: Report): readonly string[] => [
  `${fits} of ${rows.length} parameters fit.`,
  ...rows.filter(({ state }) => state !== 'fits').map(({ parameter, told }) => `  ${printable(parameter.label)}: ${told}`),
  ...(unused.length > 0 ? [`  Not used: ${unused.slice(0, 6).map((name) => printable(name)).join(', ')}${unused.length > 6 ? ` and ${unused.length - 6} more` : ''}.`] : []),
];
