/** From a table to batches: which items, in the order of an epoch, prepared as the Dataset says. */
import type { DataTable } from '../data/table';
import { epochOrder, type Split } from '../data/split';
import { placesOf } from '../data/columns/layout';
import { codesByPort, oneHotRows, type Codes } from '../data/columns/ports';
import { maskRows } from '../data/columns/prepare';
import { findFitted, namedFitted } from '../data/fitted-names';
import { itemPreparation, type ItemPreparation } from '../data/item-preparation';
import type { PreparedRows } from '../data/prepared-rows';
import type { Fitted } from '../data/preparations/definition';
import { readAs, type DataSettings } from '../data/settings';
import { sizeOf } from '../document/shape';
import type { GraphNode, HourglassDocument } from '../document/types';
import { namesIn } from '../data/splits/deal-out';
import { dataSettingsOf, splitSettingsOf } from '../nodes/data-settings';
import { nodeOf } from '../nodes/registry';
import type { ByteRows, Feeds, TableRows, Weights } from '../runtime/device';

export interface Batch {
  /** Items of the table, in the order of the rows. */
  readonly indices: Uint32Array;
  readonly values: Float32Array;
}

/** Dataset nodes, which feed the program under their ids. */
export const dataNodes = (document: HourglassDocument): readonly GraphNode[] =>
  Object.values(document.nodes).filter((node) => nodeOf(node.kind)?.traits.feedsData);

/** The data of one Dataset node: split, shuffled by epoch, prepared. */
export class Feed {
  readonly table: DataTable;
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
  readonly test: Uint32Array;
  readonly settings: DataSettings;
  readonly preparation: ItemPreparation;
  /** Of a prepared item. */
  readonly shape: readonly number[];
  private known: Fitted | null = null;
  /** What the numbers are prepared with came with weights. */
  private brought = false;
  private prepared: PreparedRows | null = null;
  private codes: ReadonlyMap<string, Codes> | null = null;
  private order: Uint32Array;
  private epoch = 0;
  /** The device does not keep the table, so that the next batch is worth making before it is asked for. */
  private asked = false;
  private made: { readonly epoch: number; readonly index: number; readonly size: number; readonly batch: Batch } | null = null;

  constructor(
    table: DataTable,
    readonly node: GraphNode,
    parts: Split,
    private readonly seed: number,
  ) {
    ({ train: this.train, validation: this.validation, test: this.test } = parts);
    this.settings = dataSettingsOf(node);
    this.table = readAs(table, this.settings);
    this.preparation = itemPreparation(this.settings);
    this.shape = this.preparation.shape(this.table.shape);
    this.order = epochOrder(this.train, seed, node.id, 0);
  }

  /** What the numbers are prepared with: fitted on the items that are trained on, unless weights brought theirs. */
  get fitted(): Fitted {
    return (this.known ??= this.preparation.fit(this.table, { training: this.train, limits: this.settings.limits }));
  }
  /** Whether some of its labels are normal, and only these are trained on. */
  get isOneClass(): boolean {
    return namesIn(splitSettingsOf(this.node).normal).length > 0;
  }
  /** Whether it was fitted on items of this table. */
  get isFittedHere(): boolean {
    return !this.brought;
  }
  /** The same under the names that it has among the weights. */
  get named(): readonly (readonly [string, Weights])[] {
    return namedFitted(this.node.id, this.preparation, this.fitted);
  }
  /** Prepares as the data were that these weights were trained on; what they lack and nobody can know is fitted on this table. */
  adopt(weights: ReadonlyMap<string, Weights>): void {
    const found = findFitted(weights, this.node.id, this.preparation, this.table.shape);
    this.known = 'fitted' in found ? found.fitted : this.preparation.assumed;
    this.brought = this.known !== null;
    [this.prepared, this.made] = [null, null];
  }
  private get rowsOfTable(): PreparedRows {
    return (this.prepared ??= this.preparation.rows(this.table, this.fitted));
  }

  rows(indices: Uint32Array): Batch {
    const values = new Float32Array(sizeOf(this.shape) * indices.length);
    this.rowsOfTable.write(indices, values);
    return { indices, values };
  }

  /** What a port beside the data, fed under `id:port`, gives for these items: `width` numbers each. */
  beside(port: string, indices: Uint32Array, width: number): Float32Array {
    if (port === 'mask') return maskRows(this.table, placesOf(this.settings.columns), width, indices);
    this.codes ??= codesByPort(this.table, this.settings.columns);
    return oneHotRows(this.codes.get(port), width, indices);
  }

  /** Batch `index` of `epoch`; the last, incomplete one of an epoch is not used. The last one that was made is kept: players of one step share it. */
  batch(epoch: number, index: number, size: number): Batch {
    const { made } = this;
    if (made?.index === index && made.epoch === epoch && made.size === size) return made.batch;
    const batch = this.make(epoch, index, size);
    this.made = { epoch, index, size, batch };
    return batch;
  }
  private make(epoch: number, index: number, size: number): Batch {
    return this.rows(this.indices(epoch, index, size));
  }
  indices(epoch: number, index: number, size: number): Uint32Array {
    if (epoch !== this.epoch) {
      this.order = epochOrder(this.train, this.seed, this.node.id, epoch);
      this.epoch = epoch;
    }
    return this.order.subarray(index * size, (index + 1) * size);
  }

  /** As `batch`, for a device that takes numbers. */
  numbers(epoch: number, index: number, size: number): Float32Array {
    this.asked = true;
    return this.batch(epoch, index, size).values;
  }
  /** Makes that batch now if its numbers will be asked for. */
  makeAhead(epoch: number, index: number, size: number): void {
    if (this.asked) this.batch(epoch, index, size);
  }
  /** The same batch as a device takes it: by its rows where the device can keep the table, else by its numbers, which are made when they are asked for. */
  fed(epoch: number, index: number, shape: readonly number[]): Feeds[string] {
    return new Fed(this, epoch, index, shape);
  }
  /** Null where the table is too large to be kept as numbers. */
  tableRows(epoch: number, index: number, size: number): TableRows | null {
    const table = this.rowsOfTable.table();
    return table && { table, indices: this.indices(epoch, index, size) };
  }
  /** Null where it is not. */
  byteRows(epoch: number, index: number, size: number): ByteRows | null {
    const { bytes } = this.rowsOfTable;
    return bytes && { ...bytes, indices: this.indices(epoch, index, size) };
  }
}

class Fed implements Weights {
  constructor(
    private readonly feed: Feed,
    private readonly epoch: number,
    private readonly index: number,
    readonly shape: readonly number[],
  ) {}
  get data(): Float32Array {
    return this.feed.numbers(this.epoch, this.index, this.shape[0]!);
  }
  get rows(): TableRows | null {
    return this.feed.tableRows(this.epoch, this.index, this.shape[0]!);
  }
  get byteRows(): ByteRows | null {
    return this.feed.byteRows(this.epoch, this.index, this.shape[0]!);
  }
}
