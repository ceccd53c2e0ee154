/** From tables to batches: scaling, the split, and the order of an epoch. */
import type { DataTable } from '@/datasets/definition';
import { epochOrder, split } from '@/datasets/split';
import type { DataRange } from '../document/port-type';
import type { GraphNode, HourglassDocument } from '../document/types';
import { nodeOf } from '../nodes/registry';
import { readParams } from '../document/fields';
import type { Feeds, TableRows, Weights } from '../runtime/device';
import { scaledRows, type ScaledRows } from './scaled-rows';

export interface Batch {
  /** Items of the table, in the order of the rows. */
  readonly indices: Uint32Array;
  readonly values: Float32Array;
}

/** Dataset nodes, which feed the program under their ids. */
export const dataNodes = (document: HourglassDocument): readonly GraphNode[] =>
  Object.values(document.nodes).filter((node) => nodeOf(node.kind)?.traits.feedsData);

/** The data of one Dataset node: split, shuffled by epoch, scaled. */
export class Feed {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
  private readonly scaled: ScaledRows;
  private order: Uint32Array;
  private epoch = 0;
  private made: { readonly epoch: number; readonly index: number; readonly size: number; readonly batch: Batch } | null = null;

  constructor(
    readonly table: DataTable,
    readonly node: GraphNode,
    validationShare: number,
    private readonly seed: number,
  ) {
    ({ train: this.train, validation: this.validation } = split(table.count, validationShare, seed, node.id));
    const { scaling } = readParams(nodeOf(node.kind)!.fields, node.params) as { scaling: DataRange };
    this.scaled = scaledRows(table, scaling, this.train);
    this.order = epochOrder(this.train, seed, node.id, 0);
  }

  rows(indices: Uint32Array): Batch {
    const values = new Float32Array((this.table.values.length / this.table.count) * indices.length);
    this.scaled.write(indices, values);
    return { indices, values };
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
  private indices(epoch: number, index: number, size: number): Uint32Array {
    if (epoch !== this.epoch) {
      this.order = epochOrder(this.train, this.seed, this.node.id, epoch);
      this.epoch = epoch;
    }
    return this.order.subarray(index * size, (index + 1) * size);
  }

  /** The same batch as a device takes it: by its rows where the device can keep the table, else by its numbers, which are made when they are asked for. */
  fed(epoch: number, index: number, shape: readonly number[]): Feeds[string] {
    return new Fed(this, epoch, index, shape);
  }
  /** Null where the table is too large to be kept as numbers. */
  tableRows(epoch: number, index: number, size: number): TableRows | null {
    const table = this.scaled.table();
    return table && { table, indices: this.indices(epoch, index, size) };
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
    return this.feed.batch(this.epoch, this.index, this.shape[0]!).values;
  }
  get rows(): TableRows | null {
    return this.feed.tableRows(this.epoch, this.index, this.shape[0]!);
  }
}
