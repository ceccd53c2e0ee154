/** How vowels and consonants sound: three formants in Hz of a man's voice (vowels: Peterson & Barney 1952, table II; where those of consonants come from: Delattre, Liberman & Cooper 1955). */
import type { CONSONANTS, VOWELS } from './words';

export type Formants = readonly [number, number, number];
export const vowels: Readonly<Record<(typeof VOWELS)[number], Formants>> = { a: [730, 1090, 2440], i: [270, 2290, 3010] };

export interface Consonant {
  /** Where the formants of the vowel come from. */
  readonly locus: Formants;
  /** How long it takes to open, in seconds. */
  readonly opening: number;
  /** Before it opens: how long in seconds, and what is heard. */
  readonly closed: number;
  /** Loudness of a hum through the nose, of a hiss while closed, and of the burst when it opens. */
  readonly hum: number;
  readonly hiss: number;
  readonly burst: number;
  /** Middle of hiss and burst, in Hz. */
  readonly noise: number;
}
export const consonants: Readonly<Record<(typeof CONSONANTS)[number], Consonant>> = {
  b: { locus: [220, 750, 2150], opening: 0.035, closed: 0.015, hum: 0.06, hiss: 0, burst: 0.25, noise: 700 },
  d: { locus: [220, 1750, 2650], opening: 0.045, closed: 0.015, hum: 0.06, hiss: 0, burst: 0.45, noise: 3200 },
  m: { locus: [280, 850, 2200], opening: 0.03, closed: 0.085, hum: 0.5, hiss: 0, burst: 0, noise: 700 },
  s: { locus: [300, 1700, 2600], opening: 0.04, closed: 0.11, hum: 0, hiss: 0.3, burst: 0, noise: 3500 },
};
