/** Sums and ratios of a profile, the same for every place that shows one. */
import type { Peak, Phase, PlayerProfile, ProfiledOperation } from './types';

export const phaseNames: Readonly<Record<Phase, string>> = { forward: 'forward', backward: 'backward', update: 'optimiser' };

export interface PhaseSum {
  readonly phase: Phase;
  readonly count: number;
  /** Milliseconds; null where operations were not timed. */
  readonly ms: number | null;
  readonly flops: number;
  readonly bytes: number;
}
const sumOf = (phase: Phase, operations: readonly ProfiledOperation[]): PhaseSum => ({
  phase,
  count: operations.length,
  ms: operations.every(({ ms }) => ms !== null) ? operations.reduce((sum, { ms }) => sum + ms!, 0) : null,
  flops: operations.reduce((sum, { flops }) => sum + flops, 0),
  bytes: operations.reduce((sum, { bytes }) => sum + bytes, 0),
});
/** One update of the player: forward, backward, optimiser. */
export const phaseSums = ({ operations }: PlayerProfile): readonly PhaseSum[] =>
  (Object.keys(phaseNames) as Phase[]).map((phase) => sumOf(phase, operations.filter((operation) => operation.phase === phase)));

/** The sum over all operations of one update. */
export function totalOf(player: PlayerProfile): Omit<PhaseSum, 'phase'> {
  const { count, ms, flops, bytes } = sumOf('forward', player.operations);
  return { count, ms, flops, bytes };
}
/** GFLOP/s, or null where nothing was computed or timed. */
export const rateOf = ({ ms, flops }: { readonly ms: number | null; readonly flops: number }): number | null => (ms === null || ms === 0 || flops === 0 ? null : flops / ms / 1e6);
/** Of what one thread does at best, in percent; null where one of both is not known. */
export const percentOf = (rate: number | null, peak: Peak | null): number | null => (rate === null || peak === null ? null : (100 * rate) / peak.oneThread);

const UNITS = ['B', 'kB', 'MB', 'GB'] as const;
/** 1.23 MB */
export function bytesText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 ? value : value.toPrecision(3)} ${UNITS[power]}`;
}
/** 12.3 ms, 45.6 µs */
export const timeText = (ms: number): string => (ms >= 1 ? `${ms.toPrecision(3)} ms` : `${(1000 * ms).toPrecision(3)} µs`);
