/** Chooses a backend by what works here: the first of the candidates that gives right numbers. */
import type { BackendName } from './definition';
import { backends, preference } from './index';
import { tryBackend, type TryOptions } from './try-backend';

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
export interface ChooseOptions extends TryOptions {
  /** Tried before the others, which are not asked for either: what was the fastest before. */
  readonly first?: BackendName | undefined;
}

/**
 * Leaves the chosen backend set up and in use. `auto` takes the first that works and is no emulation; a name takes that backend if it works at all, else goes on
 * as `auto`. Call when no other program is running: trying backends switches between them.
 */
export async function chooseBackend(preferred: BackendName | 'auto', options: ChooseOptions = {}): Promise<BackendChoice> {
  const candidates = (options.candidates ?? preference).filter(({ name }) => !options.without?.includes(name));
  const asked = candidates.filter(({ name }) => name === preferred);
  const first = candidates.filter((candidate) => candidate.name === options.first && !asked.includes(candidate));
  const others = candidates.filter((candidate) => !asked.includes(candidate) && !first.includes(candidate) && candidate.name !== 'cpu');
  const fallbacks: Fallback[] = [];
  for (const backend of [...asked, ...first, ...others]) {
    const tried = await tryBackend(backend, { asked: asked.includes(backend) }, options);
    if ('device' in tried) return { backend: backend.name, fallbacks };
    fallbacks.push({ backend: backend.name, reason: tried.reason });
  }
  await backends.cpu.setUp();
  return { backend: 'cpu', fallbacks };
}
