/** Chooses a backend by what works here: each candidate trains a few tiny steps, and its numbers are compared with those that plain JavaScript gave. */
import type { BackendDefinition, BackendName, BackendOptions } from './definition';
import { backends, preference } from './index';
import { relativeError, runProbe } from './probe';
import expected from './probe-expected.json';

export interface Fallback {
  readonly backend: BackendName;
  /** Why it was passed over, as a sentence for the user. */
  readonly reason: string;
}
export interface BackendChoice {
  readonly backend: BackendName;
  /** What was preferred to it and did not do, in the order tried. */
  readonly fallbacks: readonly Fallback[];
}
export interface ChooseOptions extends BackendOptions {
  /** Not to be tried: what was lost before. */
  readonly without?: readonly BackendName[];
  /** For starting and trying one backend. Default 20,000 ms. */
  readonly timeoutMs?: number;
  /** The candidates, best first; for tests. */
  readonly candidates?: readonly BackendDefinition[];
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

/** Sets the backend up and tries it. Gives the reason against it, or null. */
async function tryBackend(backend: BackendDefinition, asked: boolean, options: ChooseOptions): Promise<string | null> {
  const abort = new AbortController();
  try {
    return await within(
      options.timeoutMs ?? 20_000,
      (async () => {
        const drawback = asked ? null : await backend.drawback?.();
        if (drawback) return drawback;
        await backend.setUp({ ...options, signal: abort.signal });
        const found = await runProbe();
        for (const [name, data] of Object.entries(expected)) {
          const error = relativeError(found.get(name)?.data ?? [], data);
          if (error > TOLERANCE) return `${backend.title} computes wrong numbers here: ${name} of the trial step is off by ${error.toPrecision(2)}.`;
        }
        return null;
      })(),
    );
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return `${backend.title} does not run here: ${message}`;
  } finally {
    abort.abort();
  }
}

/**
 * Leaves the chosen backend set up and in use. `auto` takes the first that works and is no emulation; a name takes that backend if it works at all, else goes on
 * as `auto`. Call when no other program is running: trying backends switches between them.
 */
export async function chooseBackend(preferred: BackendName | 'auto', options: ChooseOptions = {}): Promise<BackendChoice> {
  const candidates = (options.candidates ?? preference).filter(({ name }) => !options.without?.includes(name));
  const asked = candidates.filter(({ name }) => name === preferred);
  const fallbacks: Fallback[] = [];
  for (const backend of [...asked, ...candidates.filter((other) => !asked.includes(other) && other.name !== 'cpu')]) {
    const reason = await tryBackend(backend, asked.includes(backend), options);
    if (reason === null) return { backend: backend.name, fallbacks };
    fallbacks.push({ backend: backend.name, reason });
  }
  await backends.cpu.setUp();
  return { backend: 'cpu', fallbacks };
}
