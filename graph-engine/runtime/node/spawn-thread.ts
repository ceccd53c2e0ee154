/** A thread of the kernels in Node. */
import { Worker } from 'node:worker_threads';
import type { Spawn } from '../wasm/module';

/** As text: a thread needs none of the loaders that the program was started with. */
const source = `
  const { module, memory, sync, part } = require('node:worker_threads').workerData;
  new WebAssembly.Instance(module, { env: { memory } }).exports.serve(sync, part);
`;

export const spawnThread: Spawn = (start) => {
  const worker = new Worker(source, { eval: true, execArgv: [], workerData: start });
  // A program that has ended its work need not wait for it.
  worker.unref();
  return () => void worker.terminate();
};
