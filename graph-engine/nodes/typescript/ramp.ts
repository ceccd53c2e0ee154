import type { TermParams } from '../term-weight';
import type { Site } from './emit';

/** An expression for a value that goes from `from` to `to` in equal steps, from the step `start` on. */
export function ramp(site: Site, from: number, to: number, steps: number, start = 0): string {
  if (steps === 0 || from === to) return String(to);
  const share = start === 0 ? `Math.min(1, ${site.step()} / ${steps})` : `Math.min(1, Math.max(0, ${site.step()} - ${start}) / ${steps})`;
  return from === 0 ? `${to} * ${share}` : `${from} + ${to - from} * ${share}`;
}

/** The weight of a term, as `termWeight` has it. */
export const termWeightCode = (site: Site, { weight, warmupSteps, warmupStart }: TermParams): string => ramp(site, 0, weight, warmupSteps, warmupStart);
