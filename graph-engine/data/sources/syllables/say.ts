/** A syllable as sound: pulses of the vocal folds and noise through three moving resonances in a row (Fant 1960; Klatt 1980). */
import type { Random } from '../../../random/counter';
import { consonants, vowels } from './phonemes';
import { Resonator } from './resonator';
import type { Voice } from './voices';
import { RATE, type CONSONANTS, type VOWELS } from './words';

export interface Utterance {
  readonly voice: Voice;
  readonly consonant: (typeof CONSONANTS)[number];
  readonly vowel: (typeof VOWELS)[number];
  /** Factor of the pitch of the voice. */
  readonly lift: number;
  /** In seconds, silence before it included. */
  readonly before: number;
  readonly length: number;
  /** Factor of formants, as no two times are alike. */
  readonly shift: number;
}
const WIDTHS = [70, 100, 140] as const;
/** The share of a pulse in which the folds open. */
const OPENING = 0.45;
const PEAK = 0.7;
/** Samples between two places of the moving resonances: a millisecond. */
const STEP = 8;

/** Flow of air in one pulse (Rosenberg 1971, shape C), by the share of its time. */
function pulse(share: number, closing: number): number {
  if (share < OPENING) return (1 - Math.cos((Math.PI * share) / OPENING)) / 2;
  return share < OPENING + closing ? Math.cos((Math.PI * (share - OPENING)) / (2 * closing)) : 0;
}
const smooth = (share: number): number => (share <= 0 ? 0 : share >= 1 ? 1 : share * share * (3 - 2 * share));

export function say({ voice, consonant, vowel, lift, before, length, shift }: Utterance, random: Random): Float32Array {
  const { locus, opening, closed, hum, hiss, burst, noise } = consonants[consonant];
  const target = vowels[vowel];
  const out = new Float32Array(Math.round((before + length) * RATE));
  const tract = [new Resonator(RATE), new Resonator(RATE), new Resonator(RATE)] as const;
  const mouth = new Resonator(RATE);
  mouth.tune(Math.min(0.46 * RATE, noise * voice.tract), 700);
  let [phase, flow] = [0, 0];
  const first = Math.round(before * RATE);
  for (let i = first; i < out.length; i++) {
    const t = i / RATE - before;
    const open = smooth((t - closed) / opening);
    // A tract that is open through the nose as well rings less.
    if ((i - first) % STEP === 0) tract.forEach((resonator, k) => resonator.tune(voice.tract * shift * (locus[k]! + open * (target[k]! - locus[k]!)), WIDTHS[k]! * (hum > 0.2 ? 2 - open : 1)));
    // Falls as voices do towards the end.
    phase += (voice.pitch * lift * (1.06 - (0.2 * t) / length)) / RATE;
    const air = pulse(phase % 1, voice.closing);
    const ending = smooth((length - t) / 0.08) * smooth(t / 0.01);
    const voiced = hum + (1 - hum) * smooth((t - closed) / 0.012);
    // Lips let changes of flow out, not flow.
    const voicing = (air - flow) * (t < closed ? hum : voiced);
    flow = air;
    const breath = open === 0 || air === 0 ? 0 : random.uniform(-1.7, 1.7) * voice.breath * air * open;
    const hissing = hiss * smooth(t / 0.02) * smooth((closed + 0.02 - t) / 0.03);
    const bursting = t > closed && t < closed + 0.012 ? burst * (1 - (t - closed) / 0.012) : 0;
    const spoken = tract[2].take(tract[1].take(tract[0].take(voicing + breath)));
    const noisy = hissing + bursting;
    out[i] = ending * (spoken + mouth.take(noisy === 0 ? 0 : random.uniform(-0.2, 0.2) * noisy));
  }
  const loudest = out.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return out.map((sample) => (sample * PEAK) / loudest);
}
