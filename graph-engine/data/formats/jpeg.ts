/** JPEG, turned as EXIF says. Colour profiles are left alone: numbers are as stored. */
import { DataError } from '../data-error';
import { decodeJpeg } from './decoders/jpeg';
import type { NamedBytes, PictureFormat } from './definition';
import { checkScans, JPEG, jpegHeader } from './jpeg/header';
import { liesOnSide, upright } from './jpeg/orientation';
import { onBlack } from './on-black';
import { broken, type PictureSize } from './picture-limits';

export const jpeg: PictureFormat = {
  gives: 'pictures',
  id: 'jpeg',
  title: 'JPEG',
  extensions: ['jpg', 'jpeg', 'jpe', 'jfif'],
  recognises: (start) => start[0] === 0xff && start[1] === 0xd8 && start[2] === 0xff,
  size: (file): PictureSize => {
    const { width, height, orientation } = jpegHeader(file);
    return liesOnSide(orientation) ? { width: height, height: width } : { width, height };
  },
  read: async (file) => [await readJpeg(file)],
};

async function readJpeg(file: NamedBytes) {
  const { name, bytes } = file;
  const { width, height, channels, orientation } = jpegHeader(file);
  if (channels !== 1 && channels !== 3) {
    throw new DataError(`${name}: expected a JPEG picture in grey or in red, green and blue, and found ${channels} channels${channels === 4 ? ' (CMYK, for printing)' : ''}. Save it as RGB.`);
  }
  checkScans(file);
  const { image, complaints } = await decodeJpeg(bytes);
  // Bytes that belong to nothing harm nothing.
  const complaint = complaints.find((line) => !/extraneous bytes|Warning: thumbnail/i.test(line));
  if (!image || complaint !== undefined) throw broken(name, JPEG, complaint ?? 'it does not unpack');
  if (image.width !== width || image.height !== height) throw broken(name, JPEG, 'its header and its pixels are of different sizes');
  return upright(onBlack(image.data, width, height, channels), orientation);
}
