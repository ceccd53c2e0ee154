/** One side of the comparison in a process of its own, so that stock tfjs has none of our kernels: prepares models and times steps on request. */
import { performance } from 'node:perf_hooks';
import { asBuilt } from './as-built';
import type { StepModel } from './step-documents';
import { timer } from './step-timer';

/** What a process is started with: the kind of side, its backend, its threads. */
export type SideKind = 'ours' | 'layers' | 'eager';
export type StepBackend = 'wasm' | 'cpu';
export interface Stepper {
  /** Numbers that are trained. */
  readonly parameters: number;
  step(): Promise<void>;
  dispose(): void;
}
export interface StepRequest {
  readonly model: StepModel;
  /** Items in a batch; null for as many as the model has. */
  readonly batch: number | null;
  /** Steps are taken until this time is over; at least one. */
  readonly milliseconds: number;
}
/** Milliseconds per step by the clock; or why there are none. */
export type StepAnswer = { readonly wall: number; readonly parameters: number } | { readonly fault: string };

let ours: Promise<typeof import('./steps-ours')> | null = null;
const [kind, backend, threads] = process.argv.slice(2) as [SideKind, StepBackend, string];

async function prepare(model: StepModel, batch: number | null): Promise<Stepper> {
  if (kind === 'ours') {
    ours ??= asBuilt<typeof import('./steps-ours')>('bench/lib/steps-ours.ts');
    return (await ours).prepareOurs(model, backend, batch, Number(threads));
  }
  await import('@tensorflow/tfjs-backend-wasm');
  const { prepareModel, useStock } = await import('./tfjs-models');
  await useStock(backend);
  return prepareModel(model, batch, kind === 'layers' ? (await import('./tfjs-layers')).layersKit : (await import('./tfjs-eager')).eagerKit);
}
const answer = timer(prepare, () => performance.now());
process.on('message', (request: StepRequest) => void answer(request).then((found) => process.send!(found)));
