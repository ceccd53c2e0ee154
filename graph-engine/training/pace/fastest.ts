import type { BackendName } from '../../runtime/backends/definition';
import type { Pace } from './types';

/** The fastest of those that were measured, or undefined. */
export const fastestOf = (paces: readonly Pace[]): BackendName | undefined =>
  paces.filter(({ ms }) => ms !== null).toSorted((a, b) => a.ms! - b.ms!)[0]?.backend;
