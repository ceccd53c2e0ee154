/** A number that goes from `first` to `last` in equal parts over `steps` steps, and stays there: a weight that warms up, a temperature that falls. */
export interface Ramp {
  readonly first: number;
  readonly last: number;
  readonly steps: number;
}
export const rampAt = ({ first, last, steps }: Ramp, step: number): number => first + (last - first) * Math.min(1, step / steps);
