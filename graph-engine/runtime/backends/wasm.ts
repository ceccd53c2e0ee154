import { useDevice } from '../device';
import { bestSimd, loadKernels } from '../wasm/module';
import { wasmDevice } from '../wasm/store';
import type { BackendDefinition } from './definition';

/** The processor, with kernels of our own: a whole training step is one call. */
export const wasm = {
  name: 'wasm',
  title: 'WebAssembly',
  async setUp({ signal, threads, spawnThread }) {
    signal?.throwIfAborted();
    const kernels = await loadKernels(bestSimd(), threads, spawnThread);
    signal?.throwIfAborted();
    useDevice(wasmDevice(kernels));
  },
} satisfies BackendDefinition;
