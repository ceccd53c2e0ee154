/** Bytes in memory, to be read like those of a file. */
import type { ByteSource, NamedBytes } from './definition';

/** Slices are views: nothing is copied. */
export function sourceOfBytes({ name, bytes }: NamedBytes): ByteSource {
  return { name, size: bytes.length, slice: (from, to) => Promise.resolve(bytes.subarray(from, to)) };
}
