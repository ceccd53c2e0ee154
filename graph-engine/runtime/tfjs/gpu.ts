import type { ShaderRunner } from './fused/shader-runner';
import type { LossWatch } from './loss-watch';

/** What a GPU has besides the kernels of tfjs. */
export interface Gpu {
  readonly shaders: ShaderRunner;
  readonly loss: LossWatch;
}
