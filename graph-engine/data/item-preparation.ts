/** What is done to the items of a Dataset: one preparation for every number of an item, or for a table what each of its columns says. */
import type { Shape } from '../document/shape';
import { columnFits, fitColumns, fittingColumns, splitFitted, undoRows } from './columns/prepare';
import { writeRows } from './columns/write-rows';
import { placesOf, widthOf } from './columns/layout';
import { preparedRows, type PreparedRows } from './prepared-rows';
import type { Fitted, FitOptions, Preparation } from './preparations/definition';
import { preparations } from './preparations/registry';
import { isInMemory, mustBeInMemory } from './rows/in-memory';
import { MOST_IN_MEMORY } from './rows/row-file';
import type { DataSettings } from './settings';
import type { DataTable } from './table';

export interface ItemPreparation {
  /** As it stands in the names of what is fitted. */
  readonly name: string;
  /** Names and shapes of what is fitted, for items of that shape. */
  fits(shape: Shape): Readonly<Record<string, Shape>>;
  fit(table: DataTable, options: FitOptions): Fitted;
  /** The same in parts: before each it says what share is done, from 0 to below 1. */
  fitting(table: DataTable, options: FitOptions): Generator<number, Fitted>;
  rows(table: DataTable, fitted: Fitted): PreparedRows;
  /** What weights go with that were trained before it was kept with them; null where nobody can know. */
  readonly assumed: Fitted | null;
  /** The one that all numbers share; null where columns have their own. */
  readonly alike: Preparation | null;
  /** Of a table's items: the shape of a prepared one. */
  shape(item: Shape): Shape;
  /** `count` prepared items, or reconstructions of them, in the units of the file: as many numbers as an item of the table has. */
  undo(fitted: Fitted, values: Float32Array, count: number): Float32Array | Float64Array;
}

export function itemPreparation({ scaling, columns }: Pick<DataSettings, 'scaling' | 'columns'>): ItemPreparation {
  return columns.length > 0 ? ofColumns(columns) : alike(scaling);
}

function alike(scaling: DataSettings['scaling']): ItemPreparation {
  const preparation = preparations[scaling];
  return {
    name: scaling,
    alike: preparation,
    fits: (shape) => preparation.fits(shape),
    fit: (table, options) => preparation.fit(mustBeInMemory(table), options),
    *fitting(table, options) {
      yield 0;
      return preparation.fit(mustBeInMemory(table), options);
    },
    rows: (table, fitted) => preparedRows(mustBeInMemory(table), preparation, fitted),
    assumed: preparation.assumed,
    shape: (item) => item,
    undo(fitted, values) {
      const out = values.slice();
      preparation.undo(fitted, out);
      return out;
    },
  };
}

const CHUNK = 4096;

function ofColumns(columns: DataSettings['columns']): ItemPreparation {
  const places = placesOf(columns);
  const width = widthOf(places);
  const fits = columnFits(places);
  return {
    name: 'columns',
    alike: null,
    fits: () => fits,
    fit: (table, options) => fitColumns(table, places, options),
    fitting: (table, options) => fittingColumns(table, places, options),
    rows(table, fitted) {
      const each = splitFitted(places, fitted);
      const write = (indices: Uint32Array, out: Float32Array): void => writeRows(table, places, each, width, indices, out.fill(0));
      // Of what is not kept itself, prepared rows are not either.
      if (!isInMemory(table) || table.count * width > MOST_IN_MEMORY) return { write, table: () => null, bytes: null };
      let all: Float32Array | null = null;
      const whole = (): Float32Array => (all ??= everyRow(table.count, width, write));
      return {
        table: whole,
        bytes: null,
        write(indices, out) {
          const from = whole();
          for (let row = 0; row < indices.length; row++) {
            const first = indices[row]! * width;
            out.set(from.subarray(first, first + width), row * width);
          }
        },
      };
    },
    assumed: null,
    shape: () => [width],
    undo: (fitted, values, count) => undoRows(places, splitFitted(places, fitted), values, count),
  };
}
function everyRow(count: number, width: number, write: (indices: Uint32Array, out: Float32Array) => void): Float32Array {
  const all = new Float32Array(count * width);
  for (let from = 0; from < count; from += CHUNK) {
    const length = Math.min(CHUNK, count - from);
    write(Uint32Array.from({ length }, (_, i) => from + i), all.subarray(from * width, (from + length) * width));
  }
  return all;
}
