/** One side of the comparison in a process of its own, so that stock tfjs has none of our kernels: prepares models and times steps on request. */
import { performance } from 'node:perf_hooks';
import type { StepModel } from './step-documents';

export type StepBackend = 'wasm' | 'cpu';
export interface Stepper {
  step(): Promise<void>;
  dispose(): void;
}
export interface StepRequest {
  readonly model: StepModel;
  readonly backend: StepBackend;
  /** Items in a batch; null for as many as the model has. */
  readonly batch: number | null;
  /** Where the backend has threads. */
  readonly threads: number;
  /** Steps are taken until this time is over; at least one. */
  readonly milliseconds: number;
}
/** Milliseconds per step by the clock; or why there are none. */
export type StepAnswer = { readonly wall: number } | { readonly fault: string };

const ours = process.argv[2] === 'ours';
const prepare = ours ? (await import('./steps-ours')).prepareOurs : (await import('./steps-stock')).prepareStock;
let ready: { readonly key: string; readonly stepper: Stepper } | null = null;

async function answer({ model, backend, batch, threads, milliseconds }: StepRequest): Promise<StepAnswer> {
  try {
    const key = `${model} ${backend}`;
    if (ready?.key !== key) {
      ready?.stepper.dispose();
      ready = null;
      ready = { key, stepper: await prepare(model, backend, batch, threads) };
    }
    const start = performance.now();
    let [steps, end] = [0, start];
    for (; steps === 0 || end - start < milliseconds; end = performance.now()) {
      await ready.stepper.step();
      steps++;
    }
    return { wall: (end - start) / steps };
  } catch (error) {
    return { fault: (error as Error).message };
  }
}
process.on('message', (request: StepRequest) => void answer(request).then((found) => process.send!(found)));
