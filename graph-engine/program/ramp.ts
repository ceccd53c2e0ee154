/** A number that is `first` up to the step `start`, goes to `last` in equal parts over `steps` steps, and stays there: a weight that warms up, a temperature that falls. */
export interface Ramp {
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly steps: number;
}
export const rampAt = ({ first, last, start, steps }: Ramp, step: number): number => first + (last - first) * Math.min(1, Math.max(0, step - start) / steps);
