/** Opens gzip (RFC 1952) where a file is compressed; the platform checks length and checksum. */
import { DataError } from './definition';

/** Larger data would not fit a page; also the guard against a small file that unpacks without end. */
export const MAX_BYTES = 2 ** 31;

export const isGzip = (bytes: Uint8Array): boolean => bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The bytes themselves, or what they hold when they are gzip. Throws DataError when the compressed data is broken. */
export async function gunzip(bytes: Uint8Array, name: string, limit = MAX_BYTES): Promise<Uint8Array> {
  if (!isGzip(bytes)) return bytes;
  const reader = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const chunks: Uint8Array[] = [];
  let total = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      total += part.value.length;
      if (total > limit) throw new DataError(`${name}: it unpacks to more than ${limit.toLocaleString('en')} bytes, the most that is read. Use a smaller file.`);
      chunks.push(part.value);
    }
  } catch (error) {
    if (error instanceof DataError) {
      await reader.cancel();
      throw error;
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataError(
      `${name}: expected a whole gzip file, and found one that is broken or cut off (after ${total.toLocaleString('en')} unpacked bytes: ${reason}). Download or copy it again.`,
      { cause: error },
    );
  }
  const out = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
}
