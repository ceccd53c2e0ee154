/** The tables of a session as its programs take them: which items a step is fed with, and any other rows that are asked for. */
import { fileOf } from '../data/rows/in-memory';
import type { DataTable } from '../data/table';
import { dealOut, nothingToTrain } from '../data/splits/deal-out';
import type { Split } from '../data/split';
import type { Analysis } from '../analysis/types';
import type { GraphNode, HourglassDocument } from '../document/types';
import { splitSettingsOf } from '../nodes/data-settings';
import type { Feeds, Weights } from '../runtime/device';
import { dataNodes, Feed } from './feed';
import { sizeOf } from '../document/shape';
import { ModelError } from './model-error';

/** Rows of a table in a file that are told of one by one. */
const MOST_SHOWN = 50_000;

/** Items of each Dataset, by node id. */
export type ItemRows = ReadonlyMap<string, Uint32Array>;

/** As many rows as the shortest list has. */
export const rowCount = (rows: ItemRows): number => Math.min(...[...rows.values()].map((indices) => indices.length));
/** Those from `from` to before `to` of each list. */
export const rowsBetween = (rows: ItemRows, from: number, to: number): ItemRows => new Map([...rows].map(([id, indices]) => [id, indices.subarray(from, to)]));

export class SessionData {
  readonly feeds: ReadonlyMap<string, Feed>;
  /** Items of a batch. */
  readonly batch: number;
  /** Batches of an update: as many as the document says, where there are so many. */
  readonly batches: number;
  readonly stepsPerEpoch: number;
  /** What a batch is made from. */
  private readonly sources: readonly { readonly id: string; readonly feed: Feed; readonly shape: readonly number[]; readonly beside: readonly { readonly port: string; readonly shape: readonly number[] }[] }[];

  /**
   * `parts`: which of the items are trained on.
   * @throws ModelError when a table is missing or does not fit its Dataset.
   */
  constructor(
    private readonly document: HourglassDocument,
    private readonly analysis: Analysis,
    /** As they were given. */
    readonly given: Readonly<Record<string, DataTable>>,
    private readonly seed: number,
    private readonly parts: (table: DataTable, node: GraphNode) => Split = (table, node) => dealOut(table, { ...splitSettingsOf(node), validation: document.training.validationSplit, seed, node: node.id }),
  ) {
    this.feeds = new Map(dataNodes(document).map(({ id }) => [id, this.feedOf(id, given[id])]));
    const count = Math.min(...[...this.feeds.values()].map((feed) => feed.train.length));
    this.batch = Math.max(1, Math.min(document.training.batchSize, count));
    const inEpoch = Math.max(1, Math.floor(count / this.batch));
    this.batches = Math.min(document.training.accumulate, inEpoch);
    this.stepsPerEpoch = Math.floor(inEpoch / this.batches);
    this.sources = [...this.feeds].map(([id, feed]) => ({ id, feed, shape: [this.batch, ...this.shapeOf(id)], beside: this.besidePorts(id).map((port) => ({ port, shape: [this.batch, ...this.shapeOf(id, port)] })) }));
  }

  private shapeOf(node: string, port = 'data'): readonly number[] {
    return this.analysis.nodes[node]!.types[port]!.shape;
  }
  /** Ports of a Dataset beside its data that a wire goes out from. */
  private besidePorts(node: string): readonly string[] {
    const wires = Object.values(this.document.wires);
    const ports = this.analysis.nodes[node]!.outputs.filter(({ aside }) => aside !== undefined);
    return ports.flatMap(({ id }) => (wires.some(({ from }) => from.node === node && from.port === id) ? [id] : []));
  }
  private feedOf(id: string, table: DataTable | undefined): Feed {
    const node = this.document.nodes[id]!;
    if (!table) throw new ModelError(`${node.name} has no data. Load a file, or choose another source.`);
    const expected = this.shapeOf(id);
    const feed = new Feed(table, node, this.parts(table, node), this.seed);
    if (feed.shape.join() !== expected.join()) {
      throw new ModelError(`${node.name} expects items of [${expected.join(', ')}], and ${table.name} has [${table.shape.join(', ')}]. Choose another file, or set the shape.`);
    }
    return feed;
  }
  /** @throws ModelError where there are too few items to learn from. */
  mustTeach(): void {
    for (const { table, train, node } of this.feeds.values()) if (table.count > 1 && train.length === 0) throw new ModelError(nothingToTrain(table, splitSettingsOf(node)));
    for (const { table } of this.feeds.values()) if (table.count < 2) throw new ModelError(`${table.name} has ${table.count === 1 ? 'one item' : `${table.count} items`}, and training needs at least 2.`);
  }

  /** Other tables for the same model, to be looked at item by item: prepared as those are that it is trained on. @throws ModelError */
  beside(tables: Readonly<Record<string, DataTable>>): SessionData {
    const all = new SessionData(this.document, this.analysis, tables, this.seed, ({ count }) => ({ train: new Uint32Array(), validation: Uint32Array.from({ length: count }, (_, i) => i), test: new Uint32Array() }));
    all.adopt(this.fitted());
    return all;
  }

  /** Of all that the data are prepared with: how much is fitted, from 0 to 1. */
  get fittedShare(): number {
    const shares = [...this.feeds.values()].map((feed) => feed.fittedShare);
    return shares.every((share) => share === 1) ? 1 : shares.reduce((sum, share) => sum + share, 0) / shares.length;
  }
  /** Fits a part more of what is not fitted; gives how much is. */
  fitMore(): number {
    [...this.feeds.values()].find((feed) => feed.fittedShare < 1)?.fitMore();
    return this.fittedShare;
  }
  /** What the data are prepared with, under the names that it has among the weights. */
  fitted(): Map<string, Weights> {
    return new Map([...this.feeds.values()].flatMap((feed) => feed.named));
  }
  /** Prepares as the data were that these weights were trained on; what they lack and nobody can know is fitted on these tables. */
  adopt(weights: ReadonlyMap<string, Weights>): void {
    for (const feed of this.feeds.values()) feed.adopt(weights);
  }

  /** Where in the data batch `number` of the step at `position` is. */
  private place(position: number, number: number): { readonly epoch: number; readonly index: number } {
    return { epoch: Math.floor(position / this.stepsPerEpoch), index: (position % this.stepsPerEpoch) * this.batches + number };
  }
  /** Items of the first batch of the step at `position`. */
  batchRows(position: number): ItemRows {
    const { epoch, index } = this.place(position, 0);
    return new Map(this.sources.map(({ id, feed }) => [id, feed.indices(epoch, index, this.batch)]));
  }
  /** What batch `number` of the step at `position` is fed with. */
  batchFeeds(position: number, number = 0): Feeds {
    const { epoch, index } = this.place(position, number);
    const feeds: Record<string, Feeds[string]> = {};
    for (const { id, feed, shape, beside } of this.sources) {
      feeds[id] = feed.fed(epoch, index, shape);
      for (const { port, shape: of } of beside) feeds[`${id}:${port}`] = { shape: of, data: feed.beside(port, feed.indices(epoch, index, this.batch), sizeOf(of.slice(1))) };
    }
    return feeds;
  }
  /** Reads what comes after that batch of the step and is in no memory. */
  readAhead(position: number, number = 0): void {
    const { epoch, index } = this.place(position, number);
    for (const { feed } of this.sources) feed.readAhead(epoch, index, this.batch);
  }
  /** Makes the numbers of the first batch of that step before they are asked for, where they will be. */
  makeAhead(position: number): void {
    const { epoch, index } = this.place(position, 0);
    for (const { feed } of this.sources) feed.makeAhead(epoch, index, this.batch);
  }

  /** The numbers of `count` of these rows, from row `from` on, by node id. */
  numbersOf(rows: ItemRows, from: number, count: number): Record<string, Float32Array> {
    return Object.fromEntries(
      [...rows].flatMap(([id, indices]) => {
        const [feed, some] = [this.feeds.get(id)!, indices.subarray(from, from + count)];
        const beside = this.besidePorts(id).map((port) => [`${id}:${port}`, feed.beside(port, some, sizeOf(this.shapeOf(id, port)))] as const);
        return [[id, feed.rows(some).values] as const, ...beside];
      }),
    );
  }
  /** Numbers of `count` items for Datasets and ports (`node.port`), with their shapes. */
  shaped(numbers: Readonly<Record<string, Float32Array>>, count: number): Feeds {
    return Object.fromEntries(
      Object.entries(numbers).map(([name, data]) => {
        const [node, port] = name.split(/[.:]/) as [string, string | undefined];
        return [name, { data, shape: [count, ...this.shapeOf(node, port)] }];
      }),
    );
  }

  /** What is held out, or what is trained on where nothing is. */
  validationRows(): ItemRows {
    return new Map([...this.feeds].map(([id, feed]) => [id, feed.validation.length ? feed.validation : feed.train]));
  }
  trainingRows(): ItemRows {
    return new Map([...this.feeds].map(([id, feed]) => [id, feed.train]));
  }
  get tables(): Map<string, DataTable> {
    return new Map([...this.feeds].map(([id, { table }]) => [id, table]));
  }
  /** Rows that views tell of one by one: all of them, or of a table in a file the first, since what is told of each stands in memory. */
  shownRows(): ItemRows {
    return new Map([...this.allRows()].map(([id, rows]) => [id, fileOf(this.feeds.get(id)!.table) ? rows.subarray(0, MOST_SHOWN) : rows]));
  }
  allRows(): ItemRows {
    return new Map([...this.feeds].map(([id, feed]) => [id, Uint32Array.from({ length: feed.table.count }, (_, i) => i)]));
  }
}
