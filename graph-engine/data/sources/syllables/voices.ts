/** Six voices: deep and high, with long and short tracts. */
export interface Voice {
  readonly name: string;
  /** Of the vocal folds, in Hz. */
  readonly pitch: number;
  /** Factor of all formants: 1 is the mean of the men that were measured; shorter tracts have higher ones. */
  readonly tract: number;
  /** How quickly the voice gets softer with frequency: the share of the pulse in which the folds close. */
  readonly closing: number;
  /** Loudness of the breath beside the voice. */
  readonly breath: number;
}

export const voices: readonly Voice[] = [
  { name: 'Ada', pitch: 210, tract: 1.17, closing: 0.16, breath: 0.01 },
  { name: 'Ben', pitch: 118, tract: 1, closing: 0.12, breath: 0.006 },
  { name: 'Cleo', pitch: 178, tract: 1.1, closing: 0.22, breath: 0.03 },
  { name: 'Dan', pitch: 96, tract: 0.93, closing: 0.17, breath: 0.012 },
  { name: 'Eve', pitch: 240, tract: 1.22, closing: 0.12, breath: 0.008 },
  { name: 'Finn', pitch: 142, tract: 1.04, closing: 0.24, breath: 0.02 },
];
