import type { Prepared } from './executor';
import type { ShaderRunner } from './fused/shader-runner';
import type { LossWatch } from '../loss-watch';
import type { TfStore } from './store';

/** What a GPU has besides the kernels of tfjs. */
export interface Gpu {
  readonly shaders: ShaderRunner;
  readonly loss: LossWatch;
  /** Compiles what a program runs, where that can be done ahead. */
  readonly compile?: (prepared: Prepared, onProgress: (done: number, total: number) => void, store: TfStore) => Promise<void>;
}
