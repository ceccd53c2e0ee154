/** Makes a data table of arrays: the first axis of one counts the items, another may hold their classes, another what is known of them. */
import { DataError } from '../data-error';
import type { ArrayOfFile, ArraysThere, DataNote, MemoryTable } from '../table';
import { candidatesOf, chooseArrays, columnsFor, isCalledLabels, printArray, type ArraysOfFile, type Candidate, type Choice } from './array-choice';
import { baseName } from './base-name';
import type { ReadOptions } from './definition';
import { floatValues, integersOf } from './float-values';
import { idxLimits } from './idx-header';
import { tableOfItems } from './item-table';
import type { ItemArray } from './item-array';
import { printShape, refuse } from './refuse';

/** What varies in dSprites (Matthey, Higgins, Hassabis & Lerchner, 2017), in the order of its file. */
const DSPRITES = ['colour', 'shape', 'scale', 'orientation', 'position x', 'position y'];
const DSPRITES_SIDE = 64;

/**
 * Arrays [items, size], [items, height, width] or [items, height, width, channels] of one file or several; `options` may name which.
 * Bytes become 0…1 by a scale of 1/255 (0 and 1 alone: binary); other types keep their values. @throws DataError
 */
export function tableOfArrays(files: readonly ArraysOfFile[], options: ReadOptions = {}): MemoryTable {
  const all = candidatesOf(files);
  if (all.length === 0) throw new DataError(`${files.map(({ name }) => name).join(', ') || 'Files'}: expected an array of items, and found none at all. Choose a file with an array in it.`);
  const choice = chooseArrays(all, options);
  const items = itemsOf(choice.items, all);
  const { table, notes } = withLabels(items, choice, options);
  const told = [...(table.notes ?? []), ...notes, ...unusedNotes(choice, all), ...(choice.labels?.array.notes ?? [])];
  const once = told.filter(({ text }, i) => told.findIndex((other) => other.text === text) === i);
  return { ...table, name: baseName(choice.items.file), factors: factorsOf(choice), notes: once };
}

function itemsOf(chosen: Candidate, all: readonly Candidate[]): ItemArray {
  const { array, title } = chosen;
  const [count = 0, ...item] = array.shape;
  const others = all.filter((other) => other !== chosen && other.array.shape.length >= 2).slice(0, 8);
  const cure = others.length > 0 ? `Choose another array of the file, such as ${others.map(printArray).join(', ')}, or turn it with reshape.` : 'Turn it with reshape before it is saved.';
  const fail = (found: string): never => refuse(title, 'items × size, items × height × width, or items × height × width × channels', found, cure);
  if (array.shape.length === 0) fail('one number alone');
  if (array.values.length === 0) fail(`${printShape(array.shape)}, which is empty`);
  if (item.length === 0) fail(`one number for each of ${count.toLocaleString('en')} items`);
  if (item.length > 3) fail(`${array.shape.length} dimensions (${printShape(array.shape)})`);
  if (item.some((side) => side > idxLimits.side)) refuse(title, `at most ${idxLimits.side.toLocaleString('en')} values along each side of an item`, printShape(array.shape), 'Cut the items into shorter ones.');
  return asItems(chosen, count, array.shape);
}

function asItems({ array, title }: Candidate, count: number, sizes: readonly number[]): ItemArray {
  const integers = integersOf(array.values);
  const { values, notes } = floatValues(array.values, title, count, 'told');
  return { name: title, sizes, values, ...(integers ? { integers } : {}), notes: [...array.notes, ...notes] };
}

/** Labels that were found, and not asked for, are left out with a note where they are no classes. */
function withLabels(items: ItemArray, { labels: chosen, unused }: Choice, options: ReadOptions): { readonly table: MemoryTable; readonly notes: readonly DataNote[] } {
  const count = items.sizes[0]!;
  if (!chosen) return { table: tableOfItems(items, null, options), notes: lastAxisNotes(items, unused) };
  const columns = columnsFor(chosen, count);
  if (columns === null) {
    const { shape } = chosen.array;
    return refuse(chosen.title, `labels for ${count.toLocaleString('en')} items, one number for each or a few columns`, `${printShape(shape)} values`, 'Choose the labels that belong to the items.');
  }
  try {
    const labels = asItems(chosen, count, columns === 1 ? [count] : [count, columns]);
    return { table: tableOfItems(items, labels, options), notes: [] };
  } catch (error) {
    if (!(error instanceof DataError) || options.labels) throw error;
    return { table: tableOfItems(items, null, options), notes: [{ text: `${baseName(chosen.title)} is not taken for classes: ${error.message}` }] };
  }
}

/** MATLAB's pictures often lie height × width × channels × items. */
function lastAxisNotes({ name, sizes }: ItemArray, unused: readonly Candidate[]): readonly DataNote[] {
  const last = sizes.at(-1)!;
  const labels = unused.find((other) => isCalledLabels(other) && other.array.values.length === last);
  if (!labels || last === sizes[0]) return [];
  return [{ text: `${baseName(name)}: ${labels.array.name} has ${last.toLocaleString('en')} numbers, as many as the last side of ${printShape(sizes)}, and not the first: items seem to lie along the last. Put them first before it is saved: np.moveaxis(x, -1, 0), or permute(x, [${[sizes.length, ...sizes.slice(1).map((_, i) => i + 1)].join(' ')}]) in MATLAB.` }];
}

/** Which arrays could be taken instead. One of a name that several have is named with its file. */
function arraysThere({ items, labels }: Choice, all: readonly Candidate[]): ArraysThere {
  const nameOf = (one: Candidate): string => (all.filter(({ array }) => array.name === one.array.name).length > 1 ? one.title : one.array.name);
  const listed = (some: readonly Candidate[]): readonly ArrayOfFile[] => some.map((one) => ({ name: nameOf(one), shape: one.array.shape }));
  const count = items.array.shape[0] ?? 0;
  return {
    items: listed(all.filter(({ array }) => array.shape.length > 1)),
    labels: listed(all.filter((one) => one !== items && columnsFor(one, count) !== null)),
    taken: { items: nameOf(items), labels: labels && nameOf(labels) },
  };
}

function unusedNotes(choice: Choice, all: readonly Candidate[]): readonly DataNote[] {
  const { items, labels, factors, unused } = choice;
  if (unused.length === 0) return [];
  const used = [`${printArray(items)} holds the items`, ...(labels ? [`${labels.array.name} their classes`] : []), ...(factors ? [`${factors.array.name} their factors`] : [])];
  const rest = unused.slice(0, 8).map(printArray).join(', ') + (unused.length > 8 ? ` and ${unused.length - 8} more` : '');
  return [{ text: `${baseName(items.file)}: ${used.join(', ')}; not used: ${rest}. Another array can be chosen.`, arrays: arraysThere(choice, all) }];
}

function factorsOf({ items, factors }: Choice): MemoryTable['factors'] {
  if (!factors) return null;
  const columns = factors.array.shape[1]!;
  const [, height, width, ...channels] = items.array.shape;
  const isDsprites = columns === DSPRITES.length && height === DSPRITES_SIDE && width === DSPRITES_SIDE && channels.length === 0;
  return { names: isDsprites ? DSPRITES : Array.from({ length: columns }, (_, i) => `latent ${i + 1}`), values: Float32Array.from(factors.array.values) };
}
