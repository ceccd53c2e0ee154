/** Pictures of one shape, one after the other. */

export interface ImageStrip {
  readonly shape: readonly number[];
  readonly count: number;
  readonly values: Float32Array;
}
