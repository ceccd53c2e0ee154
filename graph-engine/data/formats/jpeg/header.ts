/** The parts of a JPEG file (ITU-T T.81) before and between its pixels: size, channels, how the camera was held (EXIF), and whether it ends. */
import type { NamedBytes } from '../definition';
import { broken, checkedSize } from '../picture-limits';
import { orientationOf, type Orientation } from './orientation';

export const JPEG = 'a JPEG picture';
export interface JpegHeader {
  /** As stored, before it is turned. */
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly orientation: Orientation;
}

/** Marks of a picture's size, by kind: DHT, JPG and DAC lie among them. */
const isFrame = (mark: number): boolean => mark >= 0xc0 && mark <= 0xcf && mark !== 0xc4 && mark !== 0xc8 && mark !== 0xcc;
const [SOI, EOI, SOS, APP1] = [0xd8, 0xd9, 0xda, 0xe1];

/** @throws DataError where no size comes before the pixels */
export function jpegHeader({ name, bytes }: NamedBytes): JpegHeader {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) throw broken(name, JPEG, 'it does not begin as one');
  let orientation: Orientation = 1;
  for (let at = 2; at + 4 <= bytes.length; ) {
    const mark = markAt(bytes, at);
    if (mark === null) break;
    const { end, content } = mark;
    if (mark.kind === SOS || mark.kind === EOI) break;
    if (mark.kind === APP1) orientation = orientationOf(content) ?? orientation;
    if (isFrame(mark.kind) && content.length >= 6) {
      const [, high, low, wideHigh, wideLow, channels] = content as unknown as readonly [number, number, number, number, number, number];
      return { ...checkedSize(name, (wideHigh << 8) | wideLow, (high << 8) | low), channels, orientation };
    }
    at = end;
  }
  throw broken(name, JPEG, 'its size is missing');
}

/** Progressive pictures come in about ten passes; each of a small file can take as long as all pixels. */
const MOST_SCANS = 100;

/**
 * That an end mark closes the pixels: what is missing would be made up. One in a preview, which lies in a part of its own, does not count.
 * @throws DataError where it is missing, or pixels come in more passes than programs write
 */
export function checkScans({ name, bytes }: NamedBytes): void {
  let scans = 0;
  for (let at = 2; at + 2 <= bytes.length; ) {
    const mark = markAt(bytes, at);
    if (mark === null) break;
    if (mark.kind === EOI) return;
    at = mark.end;
    if (mark.kind !== SOS) continue;
    if (++scans > MOST_SCANS) throw broken(name, JPEG, `its pixels come in more than ${MOST_SCANS} passes`);
    at = endOfScan(bytes, at);
  }
  throw broken(name, JPEG, 'its end is missing');
}

/** The next mark with its content; fill bytes before it are passed over. */
function markAt(bytes: Uint8Array, from: number): { readonly kind: number; readonly content: Uint8Array; readonly end: number } | null {
  let at = from;
  // Some programs leave bytes that belong to nothing between the parts.
  while (at < bytes.length && (bytes[at] !== 0xff || bytes[at + 1] === 0xff || bytes[at + 1] === 0)) at++;
  const kind = bytes[at + 1];
  if (kind === undefined) return null;
  if (kind === EOI || kind === SOI || kind === 1 || (kind >= 0xd0 && kind <= 0xd7)) return { kind, content: new Uint8Array(0), end: at + 2 };
  if (at + 4 > bytes.length) return null;
  const length = (bytes[at + 2]! << 8) | bytes[at + 3]!;
  return { kind, content: bytes.subarray(at + 4, at + 2 + length), end: at + 2 + Math.max(2, length) };
}

/** Packed pixels go on over FF 00 and over the marks of a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    if (bytes[at] !== 0xff) continue;
    const next = bytes[at + 1];
    if (next === undefined) return bytes.length;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}
