/** `--backend auto`: a few steps of the model are timed on the processor and on the GPU, where this process can have one. */
import type { BackendChoice } from '@/graph-engine/runtime/backends/choose';
import { rivalsOf, type Rival } from '@/graph-engine/runtime/backends/rivals';
import { currentDevice } from '@/graph-engine/runtime/device';
import type { Clock } from '@/graph-engine/training/clock';
import { fastestOf } from '@/graph-engine/training/pace/fastest';
import { measurePaces } from '@/graph-engine/training/pace/measure-paces';
import { Session } from '@/graph-engine/training/session';
import type { Loaded } from './data';
import { Failure } from './failure';
import { startGpu } from './gpu';
import { useBackend, type BackendOptions } from './open-session';
import type { Output } from './output';

type Name = BackendOptions['backend'];
/** For tests. */
export interface Ways {
  readonly startGpu: () => Promise<void>;
  readonly rivals: (inUse: BackendChoice) => readonly Rival[];
  readonly clock: Clock;
}
const here: Ways = {
  startGpu,
  rivals: (inUse) => rivalsOf(inUse, { without: ['webgl'] }),
  clock: { now: () => performance.now(), breathe: () => new Promise((resolve) => setImmediate(resolve)) },
};

/** The name that was asked for, or for `auto` the fastest for this model; says which, and why not the others. @throws as Session.open */
export async function backendFor(asked: BackendOptions['backend'] | 'auto', loaded: Loaded, output: Pick<Output, 'note'>, { startGpu: start, rivals, clock }: Ways = here): Promise<Name> {
  if (asked !== 'auto') return asked;
  const missing = await start().then(() => null, (error: unknown) => {
    if (error instanceof Failure) return error.message;
    throw error;
  });
  if (missing !== null) output.note(missing, 'backend.fallback');
  await useBackend('wasm', output);
  if (missing !== null) return 'wasm';
  const device = currentDevice();
  const session = await Session.open(loaded, device);
  try {
    const others = rivals({ backend: 'wasm', fallbacks: [] });
    const { paces } = (await measurePaces(session, [{ name: 'wasm', prepare: async () => ({ device }) }, ...others], { clock, stopped: () => false }))!;
    for (const { backend, reason } of paces) if (reason !== null) output.note(`${backend} is not used: ${reason}`, 'backend.fallback');
    const timed = paces.flatMap(({ backend, ms }) => (ms === null ? [] : [`${ms.toPrecision(2)} ms a step on ${backend}`]));
    const fastest = fastestOf(paces) ?? 'wasm';
    if (timed.length > 1) output.note(`${timed.join(', ')}: computing on ${fastest}.`, 'backend.measured');
    return fastest as Name;
  } finally {
    session.dispose();
  }
}
