/** From tables to batches: scaling, the split, and the order of an epoch. */
import type { DataTable } from '@/datasets/definition';
import { epochOrder, split } from '@/datasets/split';
import type { DataRange } from '../document/port-type';
import type { GraphNode, HourglassDocument } from '../document/types';
import { nodeOf } from '../nodes/registry';
import { readParams } from '../document/fields';
import { scaledRows, type WriteRows } from './scaled-rows';

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
  private readonly writeRows: WriteRows;
  private order: Uint32Array;
  private epoch = 0;
  private made: { readonly at: string; readonly batch: Batch } | null = null;

  constructor(
    readonly table: DataTable,
    readonly node: GraphNode,
    validationShare: number,
    private readonly seed: number,
  ) {
    ({ train: this.train, validation: this.validation } = split(table.count, validationShare, seed));
    const { scaling } = readParams(nodeOf(node.kind)!.fields, node.params) as { scaling: DataRange };
    this.writeRows = scaledRows(table, scaling, this.train);
    this.order = epochOrder(this.train, seed, 0);
  }

  rows(indices: Uint32Array): Batch {
    const values = new Float32Array((this.table.values.length / this.table.count) * indices.length);
    this.writeRows(indices, values);
    return { indices, values };
  }

  /** Batch `index` of `epoch`; the last, incomplete one of an epoch is not used. The last one that was made is kept: players of one step share it. */
  batch(epoch: number, index: number, size: number): Batch {
    const at = `${epoch} ${index} ${size}`;
    if (this.made?.at !== at) this.made = { at, batch: this.make(epoch, index, size) };
    return this.made.batch;
  }
  private make(epoch: number, index: number, size: number): Batch {
    if (epoch !== this.epoch) {
      this.order = epochOrder(this.train, this.seed, epoch);
      this.epoch = epoch;
    }
    return this.rows(this.order.subarray(index * size, (index + 1) * size));
  }
}
