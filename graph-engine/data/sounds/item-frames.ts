/** How many frames an item has, and what becomes of recordings with more. */
import type { SoundOptions } from './options';

/** Of 100 recordings so many are whole. */
const WHOLE = 0.95;
/** Halved three times by layers with a stride, as many are left over nowhere. */
const STEP = 8;
/** Beyond five seconds at the usual hop, networks of minutes learn little: longer recordings become pieces. */
const MOST = 512;

export interface ItemFrames {
  readonly frames: number;
  readonly longer: 'cut' | 'pieces';
  /** Nobody asked for this number. */
  readonly chosen: boolean;
}

/** `lengths`: frames of each recording, of which there is at least one. */
export function itemFrames(lengths: readonly number[], options: Pick<SoundOptions, 'frames' | 'longer'>): ItemFrames {
  const sorted = lengths.toSorted((a, b) => a - b);
  const usual = sorted[Math.min(sorted.length - 1, Math.ceil(WHOLE * sorted.length) - 1)]!;
  const chosen = options.frames === undefined;
  const frames = options.frames ?? Math.min(MOST, Math.ceil(usual / STEP) * STEP);
  return { frames, longer: options.longer ?? (chosen && usual > MOST ? 'pieces' : 'cut'), chosen };
}

/** Items that a recording of `length` frames becomes; a rest of less than half an item is left out. */
export const piecesOf = (length: number, { frames, longer }: ItemFrames): number => (longer === 'pieces' ? Math.max(1, Math.round(length / frames)) : 1);
