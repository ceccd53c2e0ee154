/** Tries one backend: it trains a few tiny steps, and its numbers are compared with those that plain JavaScript gave. */
import { currentDevice, deviceAside, type Device } from '../device';
import type { BackendDefinition, BackendName, BackendOptions } from './definition';
import { relativeError, runProbe } from './probe';
import expected from './probe-expected.json';

/** The device of a backend that works here, or why it does not, as a sentence for the user. */
export type Tried = { readonly device: Device } | { readonly reason: string };
export interface TryOptions extends BackendOptions {
  /** Not to be tried: what was lost before. */
  readonly without?: readonly BackendName[];
  /** For starting and trying one backend. Default 20,000 ms. */
  readonly timeoutMs?: number;
  /** The candidates, best first; for tests. */
  readonly candidates?: readonly BackendDefinition[];
}
interface How {
  /** It was asked for by name: what speaks against it does not count. */
  readonly asked: boolean;
  /** The device in use stays in use. */
  readonly aside?: boolean;
}
const TOLERANCE = 1e-3;

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It did not answer within ${ms / 1000} s.`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function setUp(backend: BackendDefinition, options: BackendOptions, aside: boolean): Promise<Device> {
  if (aside) return deviceAside(() => backend.setUp(options));
  await backend.setUp(options);
  return currentDevice();
}

/** Sets the backend up and tries it; unless `aside`, it is in use then. */
export async function tryBackend(backend: BackendDefinition, { asked, aside = false }: How, options: TryOptions): Promise<Tried> {
  const abort = new AbortController();
  try {
    return await within(
      options.timeoutMs ?? 20_000,
      (async () => {
        const drawback = asked ? null : await backend.drawback?.();
        if (drawback) return { reason: drawback };
        const device = await setUp(backend, { ...options, signal: abort.signal }, aside);
        const found = await runProbe(device);
        for (const [name, data] of Object.entries(expected)) {
          const error = relativeError(found.get(name)?.data ?? [], data);
          if (error > TOLERANCE) return { reason: `${backend.title} computes wrong numbers here: ${name} of the trial step is off by ${error.toPrecision(2)}.` };
        }
        return { device };
      })(),
    );
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { reason: `${backend.title} does not run here: ${message}` };
  } finally {
    abort.abort();
  }
}
