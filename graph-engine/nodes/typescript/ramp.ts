import type { Site } from './emit';

/** An expression for a value that goes from `from` to `to` in equal steps. */
export const ramp = (site: Site, from: number, to: number, steps: number): string =>
  steps === 0 || from === to ? String(to) : from === 0 ? `${to} * Math.min(1, ${site.step()} / ${steps})` : `${from} + ${to - from} * Math.min(1, ${site.step()} / ${steps})`;
