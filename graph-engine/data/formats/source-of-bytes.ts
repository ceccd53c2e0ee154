/** Bytes of memory and of a page's files, to be read in parts. Files of the disk are opened by the command line. */
import { DataError } from '../data-error';
import { baseName } from './base-name';
import type { ByteSource, NamedBytes } from './definition';

export const bytesSource = ({ name, bytes }: NamedBytes): ByteSource => ({
  name: baseName(name),
  size: bytes.length,
  slice: (from, to) => Promise.resolve(bytes.subarray(from, to)),
});

/** What a file of a page and a Blob have in common; said here so that the engine needs no DOM. */
export interface BlobLike {
  readonly size: number;
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

export const blobSource = (name: string, blob: BlobLike): ByteSource => ({
  name: baseName(name),
  size: blob.size,
  async slice(from, to) {
    try {
      return new Uint8Array(await blob.slice(from, to).arrayBuffer());
    } catch {
      // Browsers refuse a file that was changed, moved or deleted since it was chosen.
      throw new DataError(`${baseName(name)} cannot be read any more: it was changed, moved or deleted since it was chosen. Choose it again.`);
    }
  },
});
