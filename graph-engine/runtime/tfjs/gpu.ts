import type * as Tf from '@tensorflow/tfjs-core';
import type { ByteRows, Feeds, TableRows } from '../device';
import type { Prepared } from './executor';
import type { ShaderRunner } from './fused/shader-runner';
import type { LossWatch } from '../loss-watch';
import type { TfStore } from './store';

/** Tables that a store keeps on the device. */
export interface DeviceTables {
  /** The batch of `shape`, put together there; null where the table has no room. The caller disposes of it. */
  gather(rows: TableRows | ByteRows, shape: readonly number[]): Tf.Tensor | null;
  dispose(): void;
}
/** What a GPU has besides the kernels of tfjs. */
export interface Gpu {
  readonly shaders: ShaderRunner;
  readonly loss: LossWatch;
  /** Compiles what a program runs, where that can be done ahead; `feeds` as a step has them. */
  readonly compile?: (prepared: Prepared, onProgress: (done: number, total: number) => void, store: TfStore, feeds: Feeds) => Promise<void>;
  /** Where a table can stay on the device: a place for those of one store. */
  readonly tables?: () => DeviceTables;
}
