/** What could compute in place of the backend in use. */
import type { BackendChoice } from './choose';
import type { BackendDefinition, BackendName } from './definition';
import { backends, preference } from './index';
import { tryBackend, type Tried, type TryOptions } from './try-backend';

export interface Rival {
  readonly name: BackendName;
  /** See BackendDefinition. */
  readonly tfjs: boolean;
  /** Sets it up and tries it, as nobody asked for it; the device in use stays in use. */
  prepare(): Promise<Tried>;
}

/** Those that may be as fast and were not refused already. One of tfjs cannot be tried while another of tfjs holds the model. */
export function rivalsOf({ backend, fallbacks }: BackendChoice, options: TryOptions = {}): readonly Rival[] {
  const { tfjs }: BackendDefinition = backends[backend];
  const refused = new Set<BackendName>([backend, ...fallbacks.map((fallback) => fallback.backend), ...(options.without ?? [])]);
  return (options.candidates ?? preference)
    .filter((candidate) => !refused.has(candidate.name) && !candidate.lastResort && !(tfjs && candidate.tfjs))
    .map((candidate) => ({ name: candidate.name, tfjs: candidate.tfjs ?? false, prepare: () => tryBackend(candidate, { asked: false, aside: true }, options) }));
}
