import type * as Tf from '@tensorflow/tfjs-core';
import type { RunOptions } from '../device';
import type { Prepared } from './executor';
import type { ShaderRunner } from './fused/shader-runner';
import type { LossWatch } from './loss-watch';
import type { TfStore } from './store';

/** A step whose commands are recorded at the first run and replayed at the others. */
export interface RecordedRun {
  /** Whether the parameters still lie where they lay. */
  fits(): boolean;
  /** As `Executor.run`, with updates. */
  run(options: RunOptions): Tf.Tensor[];
  dispose(): void;
}
/** What a GPU has besides the kernels of tfjs. */
export interface Gpu {
  readonly shaders: ShaderRunner;
  readonly loss: LossWatch;
  /** Compiles what a program runs, where that can be done ahead. */
  readonly compile?: (prepared: Prepared, onProgress: (done: number, total: number) => void, store: TfStore) => Promise<void>;
  /** Where commands can be recorded; parameters then change in place. */
  readonly recording?: {
    record(prepared: Prepared, store: TfStore): RecordedRun;
    /** A tensor with memory of its own. */
    duplicate(tensor: Tf.Tensor): Tf.Tensor;
  };
}
