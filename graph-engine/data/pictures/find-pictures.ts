/** Which of many files are pictures, and of what size, before pixels are made of them. */
import { DataError } from '../data-error';
import type { ByteSource, PictureFormat } from '../formats/definition';
import { fileKind } from '../formats/file-kind';
import { pictureFormatOf } from '../formats/picture-formats';
import type { PictureSize } from '../formats/picture-limits';

export interface FoundPicture {
  readonly source: ByteSource;
  readonly format: PictureFormat;
  readonly size: PictureSize;
}
export interface Found {
  readonly pictures: readonly FoundPicture[];
  /** Files that are none, with what they are. */
  readonly others: readonly { readonly name: string; readonly kind: string }[];
  /** What is wrong with pictures that cannot be read. */
  readonly errors: readonly DataError[];
}

const BEGINNING = 65_536;
/** A picture of the most pixels is at most as large. */
export const MOST_FILE_BYTES = 2 ** 30;

/** `step` is called before each file. @throws the reason of an abort from `step` */
export async function findPictures(files: readonly ByteSource[], step: () => void): Promise<Found> {
  const pictures: FoundPicture[] = [];
  const others: { name: string; kind: string }[] = [];
  const errors: DataError[] = [];
  for (const source of files) {
    step();
    try {
      const start = await source.slice(0, Math.min(source.size, BEGINNING));
      const format = pictureFormatOf(start, source.name);
      if (format) pictures.push({ source, format, size: await sizeOf(source, start, format) });
      else others.push({ name: source.name, kind: fileKind(start.subarray(0, 512), source.name)?.found ?? 'a file of an unknown kind' });
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      errors.push(error);
    }
  }
  return { pictures, others, errors };
}

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
