/** WebP, with loss and without. What moves is refused: its frames come out of other programs. */
import { DataError } from '../data-error';
import { decodeWebp } from './decoders/webp';
import type { NamedBytes, PictureFormat } from './definition';
import { onBlack } from './on-black';
import { broken, checkedSize, type PictureSize } from './picture-limits';

const KIND = 'a WebP picture';
const ANIMATED = 2;
const textAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
const isWebp = (bytes: Uint8Array): boolean => textAt(bytes, 0) === 'RIFF' && textAt(bytes, 8) === 'WEBP';

export const webp: PictureFormat = {
  gives: 'pictures',
  id: 'webp',
  title: 'WebP',
  extensions: ['webp'],
  recognises: isWebp,
  size: sizeOf,
  read: async (file) => {
    const { name, bytes } = file;
    const { width, height } = sizeOf(file);
    const said = 8 + new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(4, true);
    if (said > bytes.length) throw broken(name, KIND, `it says that it has ${said.toLocaleString('en')} bytes, and there are ${bytes.length.toLocaleString('en')}`);
    const { image, complaints } = await decodeWebp(bytes);
    if (!image) throw broken(name, KIND, complaints[0] ?? 'it does not unpack');
    if (image.width !== width || image.height !== height) throw broken(name, KIND, 'its header and its pixels are of different sizes');
    return [onBlack(image.data, width, height, 3)];
  },
};

/** @throws DataError */
function sizeOf({ name, bytes }: NamedBytes): PictureSize {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!isWebp(bytes) || bytes.length < 30) throw broken(name, KIND, 'it has no whole header');
  switch (textAt(bytes, 12)) {
    case 'VP8 ':
      return checkedSize(name, view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return checkedSize(name, 1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff));
    }
    case 'VP8X': {
      if (bytes[20]! & ANIMATED) throw new DataError(`${name}: expected a WebP picture, and found one that moves. Save its frames as pictures, or all of it as GIF.`);
      const side = (at: number): number => 1 + (view.getUint16(at, true) | (bytes[at + 2]! << 16));
      return checkedSize(name, side(24), side(27));
    }
    default:
      throw broken(name, KIND, 'its first part is none that is known');
  }
}
