/** A session on the backend that was asked for; in Node there are wasm and cpu. */
import { availableParallelism } from 'node:os';
import { bestSimd } from '@/graph-engine/runtime/wasm/module';
import { chooseBackend } from '@/graph-engine/runtime/backends/choose';
import type { Weights } from '@/graph-engine/runtime/device';
import { Session } from '@/graph-engine/training/session';
import { allowRelaxedSimd } from '@/graph-engine/runtime/node/relaxed-simd';
import { spawnThread } from '@/graph-engine/runtime/node/spawn-thread';
import { loadData, type DataOptions } from './data';
import { Failure } from './failure';
import type { Output } from './output';
import type { HourglassDocument } from '@/graph-engine/document/types';

export interface BackendOptions {
  readonly backend: 'wasm' | 'cpu';
}

export async function useBackend(name: BackendOptions['backend'], output: Output): Promise<void> {
  if (bestSimd() === 'plain') allowRelaxedSimd();
  const { backend, fallbacks } = await chooseBackend(name, { threads: availableParallelism(), spawnThread });
  for (const fallback of fallbacks) output.note(`${fallback.backend} is not used: ${fallback.reason}`);
  if (backend !== name) throw new Failure(`The backend ${name} does not work here; try --backend ${backend}.`);
}

export async function openSession(document: HourglassDocument, options: DataOptions & BackendOptions, output: Output, weights: ReadonlyMap<string, Weights> | null = null): Promise<Session> {
  await useBackend(options.backend, output);
  const loaded = await loadData(document, options);
  const session = await Session.open(loaded);
  if (weights) session.restoreWeights(weights);
  return session;
}
