/// <reference types="@webgpu/types" />
/** Compiles the shaders of a program before its first run, those of tfjs and ours, side by side. */
import type { Prepared } from '../executor';
import { Frame } from '../frame';
import type { TfStore } from '../store';
import { compilingOnly, newTensor, webGpuBackend } from './backend';
import { pendingPipelines } from './pipelines';

export async function compileShaders(prepared: Prepared, onProgress: (done: number, total: number) => void, store: TfStore): Promise<void> {
  const backend = webGpuBackend();
  const { inputs, values } = prepared.plan.program;
  const given = new Map(inputs.map(({ value }) => [value, newTensor(backend, values[value]!.shape)]));
  const frame = new Frame(prepared, store, given, { seed: 0, step: 0 });
  try {
    compilingOnly(() => frame.executeUnits());
  } finally {
    frame.dispose();
    for (const tensor of given.values()) tensor.dispose();
  }
  const cache = backend.pipelineCache;
  const theirs = Object.entries(cache).flatMap(([key, pipeline]) => (pipeline instanceof Promise ? [pipeline.then((ready) => (cache[key] = ready))] : []));
  const pending = [...theirs, ...pendingPipelines(backend.device)];
  let done = 0;
  if (pending.length > 0) onProgress(0, pending.length);
  await Promise.all(pending.map((one) => one.then(() => onProgress(++done, pending.length))));
}
