/** From tables to batches: scaling, the split, and the order of an epoch. */
import type { DataTable } from '@/datasets/definition';
import { moments } from '@/datasets/moments';
import { epochOrder, gather, split } from '@/datasets/split';
import type { DataRange } from '../document/port-type';
import type { GraphNode, HourglassDocument } from '../document/types';
import { nodeOf } from '../nodes/registry';
import { readParams } from '../document/fields';

export interface Batch {
  /** Items of the table, in the order of the rows. */
  readonly indices: Uint32Array;
  readonly values: Float32Array;
}

/** Dataset nodes, which feed the program under their ids. */
export const dataNodes = (document: HourglassDocument): readonly GraphNode[] =>
  Object.values(document.nodes).filter((node) => nodeOf(node.kind)?.traits.feedsData);

/** How the values of a table become those that the Dataset's range promises; `scale` and `shift` per element. */
export function rescale(table: DataTable, range: DataRange, training: Uint32Array): (values: Float32Array) => void {
  switch (range) {
    case 'signed':
      return (values) => {
        for (let i = 0; i < values.length; i++) values[i] = 2 * values[i]! - 1;
      };
    case 'binary':
      return (values) => {
        for (let i = 0; i < values.length; i++) values[i] = values[i]! >= 0.5 ? 1 : 0;
      };
    case 'standardised': {
      const { mean, deviation } = moments(table, training);
      return (values) => {
        for (let i = 0; i < values.length; i++) values[i] = (values[i]! - mean[i % mean.length]!) / deviation[i % mean.length]!;
      };
    }
    default:
      return () => {};
  }
}

/** The data of one Dataset node: split, shuffled by epoch, scaled. */
export class Feed {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
  private readonly scaleInPlace: (values: Float32Array) => void;
  private order: Uint32Array;
  private epoch = 0;

  constructor(
    readonly table: DataTable,
    readonly node: GraphNode,
    validationShare: number,
    private readonly seed: number,
  ) {
    ({ train: this.train, validation: this.validation } = split(table.count, validationShare, seed));
    const { scaling } = readParams(nodeOf(node.kind)!.fields, node.params) as { scaling: DataRange };
    this.scaleInPlace = rescale(table, scaling, this.train);
    this.order = epochOrder(this.train, seed, 0);
  }

  rows(indices: Uint32Array): Batch {
    const values = new Float32Array((this.table.values.length / this.table.count) * indices.length);
    gather(this.table, indices, values);
    this.scaleInPlace(values);
    return { indices, values };
  }

  /** Batch `index` of `epoch`; the last, incomplete one of an epoch is not used. */
  batch(epoch: number, index: number, size: number): Batch {
    if (epoch !== this.epoch) {
      this.order = epochOrder(this.train, this.seed, epoch);
      this.epoch = epoch;
    }
    return this.rows(this.order.subarray(index * size, (index + 1) * size));
  }
}
