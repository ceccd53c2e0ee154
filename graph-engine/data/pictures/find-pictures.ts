/** Which of many files are pictures, and of what size, before pixels are made of them. */
import { DataError } from '../data-error';
import { findFiles, type FoundFiles } from '../find-files';
import type { ByteSource, PictureFormat } from '../formats/definition';
import { pictureFormatOf } from '../formats/picture-formats';
import type { PictureSize } from '../formats/picture-limits';

export interface FoundPicture {
  readonly source: ByteSource;
  readonly format: PictureFormat;
  readonly size: PictureSize;
}

const BEGINNING = 65_536;
/** A picture of the most pixels is at most as large. */
export const MOST_FILE_BYTES = 2 ** 30;

/** `step` is called before each file. @throws the reason of an abort from `step` */
export const findPictures = (files: readonly ByteSource[], step: () => void): Promise<FoundFiles<FoundPicture>> =>
  findFiles(
    files,
    BEGINNING,
    async (source, start) => {
      const format = pictureFormatOf(start, source.name);
      return format && { source, format, size: await sizeOf(source, start, format) };
    },
    step,
  );

async function sizeOf(source: ByteSource, start: Uint8Array, format: PictureFormat): Promise<PictureSize> {
  const { name, size } = source;
  if (size > MOST_FILE_BYTES) throw new DataError(`${name}: expected a picture file of at most 1 GB, and found ${(size / 2 ** 30).toFixed(1)} GB. Make it smaller.`);
  try {
    return format.size({ name, bytes: start });
  } catch (error) {
    // A preview or a comment may lie before the size.
    if (!(error instanceof DataError) || start.length === size) throw error;
    return format.size({ name, bytes: await source.slice(0, size) });
  }
}
