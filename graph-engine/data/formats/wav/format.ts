/** How the samples of a WAVE file are written: its chunk "fmt ", in its short, long and extensible forms. */
import { AGAIN, refuse } from '../refuse';

export interface WavFormat {
  readonly kind: 'integer' | 'float';
  /** Of one number. */
  readonly bytes: 1 | 2 | 3 | 4 | 8;
  readonly channels: number;
  /** Samples a second. */
  readonly rate: number;
  /** Bytes of one number of each channel. */
  readonly frame: number;
  readonly littleEndian: boolean;
  /** In the user's words, such as `16 bits, 2 channels, 44,100 Hz`. */
  readonly how: string;
}
const INTEGER = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;
/** Codings that are refused, by their registered numbers (RFC 2361). */
const codings: Readonly<Record<number, string>> = {
  2: 'ADPCM of Microsoft',
  6: 'A-law',
  7: 'µ-law',
  0x11: 'ADPCM of IMA',
  0x31: 'GSM 6.10',
  0x50: 'MPEG audio',
  0x55: 'MP3',
  0x160: 'Windows Media Audio',
  0x161: 'Windows Media Audio',
  0x674f: 'Ogg Vorbis',
  0xf1ac: 'FLAC',
};
/** What follows the number of the coding in the name of a sub-format: KSDATAFORMAT_SUBTYPE. */
const SUBTYPE = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71];
const MOST_CHANNELS = 64;
const [LOWEST, HIGHEST] = [100, 768_000];

export function formatOf(name: string, bytes: Uint8Array, littleEndian: boolean): WavFormat {
  if (bytes.length < 16) refuse(name, 'a WAV header of 16 bytes or more', `${bytes.length}`, AGAIN);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [told, channels, rate, frame, bits] = [view.getUint16(0, littleEndian), view.getUint16(2, littleEndian), view.getUint32(4, littleEndian), view.getUint16(12, littleEndian), view.getUint16(14, littleEndian)];
  const coding = told === EXTENSIBLE ? subFormat(name, bytes, view, littleEndian) : told;
  if (coding !== INTEGER && coding !== FLOAT) refuse(name, 'WAV with samples as they are (PCM or floats)', codings[coding] ?? `coding ${coding}`, 'Save it as WAV of 16 or 24 bits.');
  const kind = coding === FLOAT ? 'float' : 'integer';
  const width = Math.ceil(bits / 8);
  const readable = kind === 'float' ? bits === 32 || bits === 64 : bits >= 1 && bits <= 32;
  if (!readable) refuse(name, kind === 'float' ? 'floats of 32 or 64 bits' : 'whole numbers of 1 to 32 bits', `${bits} bits`, 'Save it as WAV of 16 or 24 bits.');
  if (channels < 1 || channels > MOST_CHANNELS) refuse(name, `1 to ${MOST_CHANNELS} channels`, `${channels}`, AGAIN);
  if (rate < LOWEST || rate > HIGHEST) refuse(name, `a rate from ${LOWEST} to ${HIGHEST.toLocaleString('en')} Hz`, `${rate.toLocaleString('en')} Hz`, AGAIN);
  if (frame !== channels * width) refuse(name, `${channels * width} bytes for ${channels === 1 ? 'a sample' : `a sample of each of ${channels} channels`} of ${bits} bits`, `${frame}`, AGAIN);
  const how = `${bits} bits${kind === 'float' ? ' (float)' : ''}, ${channels === 1 ? '1 channel' : `${channels} channels`}, ${rate.toLocaleString('en')} Hz`;
  return { kind, bytes: width as WavFormat['bytes'], channels, rate, frame, littleEndian, how };
}

function subFormat(name: string, bytes: Uint8Array, view: DataView, littleEndian: boolean): number {
  if (bytes.length < 40) refuse(name, 'an extensible WAV header of 40 bytes', `${bytes.length}`, AGAIN);
  if (SUBTYPE.some((byte, i) => bytes[26 + i] !== byte)) refuse(name, 'WAV with samples as they are (PCM or floats)', 'a coding of a maker of its own', 'Save it as WAV of 16 or 24 bits.');
  return view.getUint16(24, littleEndian);
}
