/** A way to lay codes out in two dimensions, step by step. A new one is a file and a line in the registry. */

export interface LayoutInput {
  /** [items, size], row-major. */
  readonly codes: Float32Array;
  readonly items: number;
  readonly size: number;
  /** First two principal components, x and y of each item, which the layout starts from. */
  readonly start: Float32Array;
  readonly seed: number;
}
export interface LayoutRun {
  readonly steps: number;
  /** Takes one step; gives x and y of each item so far, the same array each time. */
  step(): Float32Array;
}
export interface MapLayout {
  readonly title: string;
  /** What its distances mean, and its source. */
  readonly help: string;
  /** Items that are laid out at most: the first ones. */
  readonly most: number;
  begin(input: LayoutInput): LayoutRun;
}
