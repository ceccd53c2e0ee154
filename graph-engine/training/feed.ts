/** From a table to batches: which items, in the order of an epoch, prepared as the Dataset says. */
import type { DataTable } from '../data/table';
import { activeDocument } from '../analysis/active';
import { epochOrder, type Split } from '../data/split';
import { blockOrder, type BlockOrder } from '../data/rows/block-order';
import { blocksOf } from '../data/rows/blocks';
import { fileOf } from '../data/rows/in-memory';
import { Random, streams } from '../random/counter';
import { placesOf } from '../data/columns/layout';
import { codesByPort, oneHotRows, type Codes } from '../data/columns/port-codes';
import { maskRows } from '../data/columns/prepare';
import { findFitted, namedFitted } from '../data/fitted-names';
import { itemPreparation, type ItemPreparation } from '../data/item-preparation';
import type { PreparedRows } from '../data/prepared-rows';
import type { Fitted } from '../data/preparations/definition';
import { labelledItems } from '../data/labelled-items';
import { readAs, type DataSettings } from '../data/settings';
import { sizeOf } from '../document/shape';
import type { GraphNode, HourglassDocument } from '../document/types';
import { namesIn } from '../data/splits/deal-out';
import { dataSettingsOf, labelledOf, splitSettingsOf } from '../nodes/data-settings';
import { nodeOf } from '../nodes/registry';
import type { ByteRows, Feeds, TableRows, Weights } from '../runtime/device';

export interface Batch {
  /** Items of the table, in the order of the rows. */
  readonly indices: Uint32Array;
  readonly values: Float32Array;
}

/** Dataset nodes, which feed the program under their ids. */
export const dataNodes = (document: HourglassDocument): readonly GraphNode[] =>
  Object.values(activeDocument(document).nodes).filter((node) => nodeOf(node.kind)?.traits.feedsData);

/** Of a pool: how much earlier its blocks are asked for than they are read. */
const EARLIER = 0.2;

/** The data of one Dataset node: split, shuffled by epoch, prepared. */
export class Feed {
  readonly table: DataTable;
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
  readonly test: Uint32Array;
  /** Of what is trained on, the items whose label is told; null: of all. */
  readonly labelled: Uint32Array | null;
  readonly settings: DataSettings;
  readonly preparation: ItemPreparation;
  /** Of a prepared item. */
  readonly shape: readonly number[];
  private known: Fitted | null = null;
  /** Under way, and how much of it is done. */
  private fitting: Generator<number, Fitted> | null = null;
  private share = 0;
  /** What the numbers are prepared with came with weights. */
  private brought = false;
  private prepared: PreparedRows | null = null;
  private codes: ReadonlyMap<string, Codes> | null = null;
  /** Of what is trained on, the items whose label is kept from the model. */
  private untold: ReadonlySet<number> | null = null;
  /** What steps take. */
  private taken: 'all' | 'labelled' = 'all';
  /** By epoch: the one that is taken, and the next where its first rows are read ahead. */
  private readonly orders = new Map<number, BlockOrder>();
  /** Of a table in a file: what is trained on, in the order of the file. */
  private sorted: Uint32Array | null = null;
  /** Of the pool of blocks that is used: what was read ahead last of the next one. */
  private ahead: { readonly blocks: readonly number[]; readonly expected: number; readonly loaded: number } | null = null;
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
    const told = labelledOf(node);
    this.labelled = told > 0 && this.table.labels ? labelledItems(this.train, this.table.labels, told) : null;
    this.preparation = itemPreparation(this.settings);
    this.shape = this.preparation.shape(this.table.shape);
  }

  /** What the numbers are prepared with: fitted on the items that are trained on, unless weights brought theirs. */
  get fitted(): Fitted {
    while (!this.known) this.fitMore();
    return this.known;
  }
  /** From 0 to 1, where it is fitted. */
  get fittedShare(): number {
    return this.known ? 1 : this.share;
  }
  /** Fits a part of it, where there is something to do. */
  fitMore(): void {
    if (this.known) return;
    this.fitting ??= this.preparation.fitting(this.table, { training: this.train, limits: this.settings.limits });
    const { done, value } = this.fitting.next();
    if (done) [this.known, this.fitting] = [value, null];
    else this.share = value;
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
    [this.prepared, this.made, this.fitting] = [null, null, null];
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
    const rows = oneHotRows(this.codes.get(port), width, indices);
    if (port === 'label') indices.forEach((item, row) => this.isUntold(item) && rows.fill(0, row * width, (row + 1) * width));
    return rows;
  }
  /** Whether the label of an item is kept from the model. */
  private isUntold(item: number): boolean {
    if (!this.labelled) return false;
    if (!this.untold) {
      const told = new Set(this.labelled);
      this.untold = new Set(this.train.filter((one) => !told.has(one)));
    }
    return this.untold.has(item);
  }
  /** From here on steps take every item, or again and again those whose label is told, so that an epoch has as many steps. Of a table in a file, always all. */
  take(which: 'all' | 'labelled'): void {
    if (this.labelled === null || this.labelled.length === 0 || fileOf(this.table) || which === this.taken) return;
    this.taken = which;
    this.orders.clear();
    this.made = null;
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
    return this.orderOf(epoch).items.subarray(index * size, (index + 1) * size);
  }
  private orderOf(epoch: number): BlockOrder {
    const known = this.orders.get(epoch);
    if (known) return known;
    const file = fileOf(this.table);
    const order = file
      ? blockOrder((this.sorted ??= this.train.toSorted()), file.blockRows, new Random(streams.order(this.seed, this.node.id), epoch))
      : { items: this.taken === 'all' ? epochOrder(this.train, this.seed, this.node.id, epoch) : this.labelledOrder(this.labelled!, epoch), pools: [] };
    for (const other of this.orders.keys()) if (other < epoch - 1 || other > epoch) this.orders.delete(other);
    this.orders.set(epoch, order);
    return order;
  }
  /** As many as are trained on, in rounds through these. */
  private labelledOrder(items: Uint32Array, epoch: number): Uint32Array {
    const order = new Uint32Array(this.train.length);
    const rounds = Math.ceil(order.length / items.length);
    for (let round = 0; round < rounds; round++) {
      const from = round * items.length;
      order.set(epochOrder(items, this.seed, `${this.node.id} labelled`, epoch * rounds + round).subarray(0, order.length - from), from);
    }
    return order;
  }
  /** Of a table in a file: sees to it that the blocks of this step are there, and so many of those that come next that no later step waits for them. A block or two a step. */
  readAhead(epoch: number, index: number, size: number): void {
    const file = fileOf(this.table);
    if (!file) return;
    const { items, pools } = this.orderOf(epoch);
    const at = index * size;
    const number = pools.findLastIndex(({ from }) => from <= at);
    if (number < 0) return;
    const { from, blocks } = pools[number]!;
    const next = pools[number + 1] ?? { from: items.length, blocks: this.orderOf(epoch + 1).pools[0]!.blocks };
    // Faster than rows are taken: the last step of a pool has rows of the next. What takes long to come is asked for a few blocks earlier.
    const share = (at - from + size) / (next.from - from);
    const some = (part: number): number => Math.ceil(Math.min(1, part) * next.blocks.length);
    const [expected, loaded] = [some(1.5 * share + EARLIER), some(1.5 * share)];
    // Most steps find what they need as the one before left it.
    if (this.ahead?.blocks === blocks && this.ahead.expected === expected && this.ahead.loaded === loaded) return;
    this.ahead = { blocks, expected, loaded };
    const kept = blocksOf(file);
    for (const block of blocks) kept.load(block);
    for (const block of next.blocks.slice(0, expected)) kept.expect(block);
    for (const block of next.blocks.slice(0, loaded)) kept.load(block);
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
