/** The tables of a session as its programs take them: which items a step is fed with, and any other rows that are asked for. */
import type { DataTable } from '@/datasets/definition';
import type { Analysis } from '../analysis/types';
import type { HourglassDocument } from '../document/types';
import type { Feeds } from '../runtime/device';
import { dataNodes, Feed } from './feed';
import { ModelError } from './model-error';

/** Items of each Dataset, by node id. */
export type ItemRows = ReadonlyMap<string, Uint32Array>;

/** As many rows as the shortest list has. */
export const rowCount = (rows: ItemRows): number => Math.min(...[...rows.values()].map((indices) => indices.length));

export class SessionData {
  readonly feeds: ReadonlyMap<string, Feed>;
  /** Items of a step. */
  readonly batch: number;
  readonly stepsPerEpoch: number;
  /** What a batch is made from. */
  private readonly sources: readonly { readonly id: string; readonly feed: Feed; readonly shape: readonly number[] }[];

  /** @throws ModelError when a table is missing or does not fit its Dataset. */
  constructor(
    private readonly document: HourglassDocument,
    private readonly analysis: Analysis,
    data: Readonly<Record<string, DataTable>>,
    seed: number,
  ) {
    this.feeds = new Map(dataNodes(document).map(({ id }) => [id, this.feedOf(id, data[id], seed)]));
    const count = Math.min(...[...this.feeds.values()].map((feed) => feed.train.length));
    this.batch = Math.max(1, Math.min(document.training.batchSize, count));
    this.stepsPerEpoch = Math.max(1, Math.floor(count / this.batch));
    this.sources = [...this.feeds].map(([id, feed]) => ({ id, feed, shape: [this.batch, ...this.shapeOf(id)] }));
  }

  private shapeOf(node: string, port = 'data'): readonly number[] {
    return this.analysis.nodes[node]!.types[port]!.shape;
  }
  private feedOf(id: string, table: DataTable | undefined, seed: number): Feed {
    const node = this.document.nodes[id]!;
    if (!table) throw new ModelError(`${node.name} has no data. Load a file, or choose another source.`);
    const expected = this.shapeOf(id);
    if (table.shape.join() !== expected.join()) {
      throw new ModelError(`${node.name} expects items of [${expected.join(', ')}], and ${table.name} has [${table.shape.join(', ')}]. Choose another file, or set the shape.`);
    }
    if (table.count < 2) throw new ModelError(`${table.name} has ${table.count} item(s); training needs at least 2.`);
    return new Feed(table, node, this.document.training.validationSplit, seed);
  }

  /** What the step at `position` is fed with. */
  batchFeeds(position: number): Feeds {
    const epoch = Math.floor(position / this.stepsPerEpoch);
    const index = position % this.stepsPerEpoch;
    const feeds: Record<string, Feeds[string]> = {};
    for (const { id, feed, shape } of this.sources) feeds[id] = feed.fed(epoch, index, shape);
    return feeds;
  }
  /** Makes the numbers of that step before they are asked for. */
  makeAhead(position: number): void {
    for (const { feed } of this.sources) feed.batch(Math.floor(position / this.stepsPerEpoch), position % this.stepsPerEpoch, this.batch);
  }

  /** The numbers of `count` of these rows, from row `from` on, by node id. */
  numbersOf(rows: ItemRows, from: number, count: number): Record<string, Float32Array> {
    return Object.fromEntries([...rows].map(([id, indices]) => [id, this.feeds.get(id)!.rows(indices.subarray(from, from + count)).values]));
  }
  /** Numbers of `count` items for Datasets and ports (`node.port`), with their shapes. */
  shaped(numbers: Readonly<Record<string, Float32Array>>, count: number): Feeds {
    return Object.fromEntries(
      Object.entries(numbers).map(([name, data]) => {
        const [node, port] = name.split('.') as [string, string | undefined];
        return [name, { data, shape: [count, ...this.shapeOf(node, port)] }];
      }),
    );
  }

  /** What is held out, or what is trained on where nothing is. */
  validationRows(): ItemRows {
    return new Map([...this.feeds].map(([id, feed]) => [id, feed.validation.length ? feed.validation : feed.train]));
  }
  allRows(): ItemRows {
    return new Map([...this.feeds].map(([id, feed]) => [id, Uint32Array.from({ length: feed.table.count }, (_, i) => i)]));
  }
}
