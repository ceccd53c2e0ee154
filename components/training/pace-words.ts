/** What the menu says of each backend: what a step takes on it, or why that is not known; and why `Automatic` takes the one it does. */
import type { BackendName, Fallback, Pace } from '@/graph-engine/training/protocol';
import { backends, slow, titleOf } from './backend-names';

/** What is known of the backends for the open model. */
export interface KnownPaces {
  readonly inUse: BackendName;
  readonly fallbacks: readonly Fallback[];
  readonly paces: readonly Pace[];
  readonly measuring: boolean;
}
export interface BackendWords {
  /** At the end of the line; empty where the reason says it. */
  readonly speed: string;
  readonly measured: boolean;
  /** Why it does not run here or was not measured. */
  readonly reason: string | null;
}

/** `0.42 ms a step`, `12 ms a step`, `1.3 s a step` */
export function printPace(ms: number): string {
  const [value, unit] = ms < 999.5 ? [ms, 'ms'] : [ms / 1000, 's'];
  return `${value < 9.95 ? value.toPrecision(2) : Math.round(value).toLocaleString('en')} ${unit} a step`;
}

const reasonOf = (name: BackendName, { paces, fallbacks }: KnownPaces): string | null =>
  fallbacks.find(({ backend }) => backend === name)?.reason ?? paces.find(({ backend }) => backend === name)?.reason ?? null;

export function backendWords(name: BackendName, known: KnownPaces | null): BackendWords {
  if (!known) return { speed: '', measured: false, reason: null };
  const reason = reasonOf(name, known);
  const ms = known.paces.find(({ backend }) => backend === name)?.ms ?? null;
  if (ms !== null) return { speed: printPace(ms), measured: true, reason };
  if (reason !== null) return { speed: '', measured: false, reason };
  const tried = name === known.inUse || !slow.has(name);
  return { speed: !tried ? 'not measured: slow' : known.measuring ? 'measuring…' : 'not measured yet', measured: false, reason };
}

/** What `Automatic` takes, and why. `chosen`: it is what the user asked for. */
export function automaticWords(known: KnownPaces | null, chosen: boolean): string {
  const timed = (known?.paces ?? []).filter(({ ms }) => ms !== null).toSorted((a, b) => a.ms! - b.ms!);
  const [fastest] = timed;
  if (!known || !chosen) return fastest && timed.length > 1 ? `The fastest for this model: ${titleOf(fastest.backend)}` : 'The fastest that works here';
  const title = titleOf(known.inUse);
  if (known.measuring) return `${title}, until it is measured what is faster`;
  if (fastest && timed.length > 1) return fastest.backend === known.inUse ? `${title}, the fastest for this model` : `${title}, which was at hand; ${titleOf(fastest.backend)} is faster, and taken when the model is opened again`;
  const others = backends.some(({ name }) => name !== known.inUse && !slow.has(name) && reasonOf(name, known) === null);
  return others ? `${title}, until others are measured` : `${title}, the only fast one that works here`;
}
