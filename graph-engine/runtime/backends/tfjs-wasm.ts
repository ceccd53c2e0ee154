import * as tf from '@tensorflow/tfjs-core';
import { registerWasmKernels } from '../tfjs/kernels/wasm';
import type { BackendDefinition } from './definition';
import { activate } from './activate';

/** tfjs's own WebAssembly, with the kernels for training that it does not ship. Slower than ours, and the way out where ours does not run. */
export const tfjsWasm = {
  name: 'tfjs-wasm',
  title: 'tfjs on WebAssembly',
  async setUp(options) {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    const path = options.wasmPath ?? (tf.env().get('IS_NODE') ? undefined : '/tfjs/');
    if (path !== undefined && !tf.engine().registry['wasm']) {
      setWasmPaths(path);
      // tfjs starts its threads from the source text of a function, which a bundler has rewritten: they die with a ReferenceError.
      tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    }
    registerWasmKernels();
    await activate(tf, 'wasm', options);
  },
} satisfies BackendDefinition;
