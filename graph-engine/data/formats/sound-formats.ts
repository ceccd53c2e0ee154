/** The formats of recordings that are read. */
import type { SoundFormat } from './definition';
import { wav } from './wav';

export const soundFormats: readonly SoundFormat[] = [wav];

/** By the first bytes; null for what is no recording. */
export const soundFormatOf = (start: Uint8Array, name: string): SoundFormat | null => soundFormats.find((format) => format.recognises(start, name)) ?? null;
