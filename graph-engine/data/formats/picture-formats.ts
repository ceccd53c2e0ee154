/** The formats of pictures that are read. */
import type { PictureFormat } from './definition';
import { gif } from './gif';
import { jpeg } from './jpeg';
import { png } from './png';
import { pnm } from './pnm';
import { webp } from './webp';

export const pictureFormats: readonly PictureFormat[] = [png, jpeg, webp, gif, pnm];

/** By the first bytes; null for what is no picture. */
export const pictureFormatOf = (start: Uint8Array, name: string): PictureFormat | null => pictureFormats.find((format) => format.recognises(start, name)) ?? null;
