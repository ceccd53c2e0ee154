/** Bytes to samples from −1 to 1: whole numbers by the greatest that they can be, the mean of all channels. */
import type { WavFormat } from './format';

type Read = (view: DataView, at: number, littleEndian: boolean) => number;

/** Numbers of an odd count of bits stand at the upper end of their bytes, so that bytes alone count. 8 bits are unsigned. */
const integers: Readonly<Record<number, Read>> = {
  1: (view, at) => (view.getUint8(at) - 128) / 2 ** 7,
  2: (view, at, little) => view.getInt16(at, little) / 2 ** 15,
  3: (view, at, little) => (little ? view.getUint16(at, true) + view.getInt8(at + 2) * 2 ** 16 : view.getInt8(at) * 2 ** 16 + view.getUint16(at + 1)) / 2 ** 23,
  4: (view, at, little) => view.getInt32(at, little) / 2 ** 31,
};
const floats: Readonly<Record<number, Read>> = {
  4: (view, at, little) => view.getFloat32(at, little),
  8: (view, at, little) => view.getFloat64(at, little),
};

/** `bytes` hold as many samples of each channel as `out` has. */
export function mixInto(out: Float32Array, bytes: Uint8Array, { kind, bytes: width, channels, frame, littleEndian }: WavFormat): void {
  const number = (kind === 'float' ? floats : integers)[width]!;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += number(view, i * frame + channel * width, littleEndian);
    out[i] = sum / channels;
  }
}
