/** Before the unit tests: the kernels are compiled when their sources have changed. */
import { ensureKernels } from './kernels.mjs';

export async function setup() {
  await ensureKernels();
}
