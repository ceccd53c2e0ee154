/** WAVE files for tests, as other programs write them. */
import { bytesOfNumbers, joined, ascii } from './write-numbers';

export interface WavOptions {
  readonly rate?: number;
  /** Samples of the channels by turns. */
  readonly channels?: number;
  readonly bits?: number;
  readonly coding?: number;
  /** With a sub-format. */
  readonly extensible?: boolean;
  readonly bigEndian?: boolean;
  /** Other chunks, before the format and after the samples. */
  readonly before?: readonly Uint8Array[];
  readonly after?: readonly Uint8Array[];
  /** The samples come first. */
  readonly dataFirst?: boolean;
  /** Said in place of the true size of the samples. */
  readonly says?: number;
  readonly form?: string;
}
export function chunk(id: string, body: Uint8Array, little = true, says = body.length): Uint8Array {
  return joined(ascii(id), bytesOfNumbers([says], 'u4', little), body, new Uint8Array(body.length & 1));
}
const GUID = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71];

/** `data`: as it stands in the file. */
export function wavOf(data: Uint8Array, { rate = 8000, channels = 1, bits = 16, coding = 1, extensible = false, bigEndian = false, before = [], after = [], dataFirst = false, says = data.length, form }: WavOptions = {}): Uint8Array {
  const little = !bigEndian;
  const frame = channels * Math.ceil(bits / 8);
  const short = (value: number): Uint8Array => bytesOfNumbers([value], 'u2', little);
  const long = (value: number): Uint8Array => bytesOfNumbers([value], 'u4', little);
  const common = joined(short(extensible ? 0xfffe : coding), short(channels), long(rate), long(rate * frame), short(frame), short(bits));
  const format = chunk('fmt ', extensible ? joined(common, short(22), short(bits), long(0), short(coding), Uint8Array.from(GUID)) : common, little);
  const samples = chunk('data', data, little, says);
  const body = joined(ascii('WAVE'), ...before, ...(dataFirst ? [samples, format] : [format, samples]), ...after);
  return joined(ascii(form ?? (bigEndian ? 'RIFX' : 'RIFF')), long(body.length), body);
}

/** Samples from −1 to 1 as whole numbers of 16 bits, one channel. */
export const writeWav = (samples: ArrayLike<number>, rate = 8000): Uint8Array => wavOf(bytesOfNumbers(Array.from(samples, (sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)))), 'i2'), { rate });
