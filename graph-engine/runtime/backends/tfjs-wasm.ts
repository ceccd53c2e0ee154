import type { BackendDefinition } from './definition';
import { inNode } from './in-node';

/** tfjs's own WebAssembly, with the kernels for training that it does not ship. Slower than ours, and the way out where ours does not run. */
export const tfjsWasm = {
  name: 'tfjs-wasm',
  title: 'tfjs on WebAssembly',
  tfjs: true,
  lastResort: true,
  async setUp(options) {
    const [{ setWasmPaths }, tf, { registerWasmKernels }, { activate }] = await Promise.all([
      import('@tensorflow/tfjs-backend-wasm'),
      import('@tensorflow/tfjs-core'),
      import('../tfjs/kernels/wasm'),
      import('./activate'),
    ]);
    const path = options.wasmPath ?? (inNode() ? undefined : '/tfjs/');
    if (path !== undefined && !tf.engine().registry['wasm']) {
      setWasmPaths(path);
      // tfjs starts its threads from the source text of a function, which a bundler has rewritten: they die with a ReferenceError.
      tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    }
    registerWasmKernels();
    await activate('wasm', options);
  },
} satisfies BackendDefinition;
