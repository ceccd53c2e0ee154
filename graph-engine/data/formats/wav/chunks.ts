/** The parts of a WAVE file, by their names and places; sizes are held against the file, whatever they claim. */
import type { ByteSource } from '../definition';
import { refuse } from '../refuse';

export interface Chunk {
  /** Four letters, such as `fmt ` or `data`. */
  readonly id: string;
  readonly from: number;
  /** Excluded; never beyond the file. */
  readonly to: number;
  /** Bytes that it should have more. */
  readonly missing: number;
  readonly littleEndian: boolean;
}
/** A file of many empty chunks takes no end of time else. */
const MOST_CHUNKS = 1000;
const START = 4096;
/** The size of what was written to a pipe, or is said elsewhere (RF64): all that follows. */
const UNKNOWN = 0xffff_ffff;

const text = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));
export const isWave = (start: Uint8Array): boolean => /^(RIFF|RIFX|RF64|BW64)$/.test(text(start, 0, 4)) && text(start, 8, 12) === 'WAVE';

/** Until the samples are found and how they are written, or the file ends. */
export async function chunksOf(source: ByteSource): Promise<readonly Chunk[]> {
  const start = await source.slice(0, Math.min(START, source.size));
  if (!isWave(start)) refuse(source.name, 'a WAV file', 'one that begins with no RIFF and WAVE', 'Choose another file.');
  const littleEndian = text(start, 0, 4) !== 'RIFX';
  const chunks: Chunk[] = [];
  let at = 12;
  while (at + 8 <= source.size && chunks.length < MOST_CHUNKS) {
    const head = at + 8 <= start.length ? start.subarray(at, at + 8) : await source.slice(at, at + 8);
    if (head.length < 8) break;
    const size = new DataView(head.buffer, head.byteOffset, 8).getUint32(4, littleEndian);
    const from = at + 8;
    const to = Math.min(source.size, from + size);
    const id = text(head, 0, 4);
    chunks.push({ id, from, to, missing: size === UNKNOWN ? 0 : from + size - to, littleEndian });
    if (chunks.some((one) => one.id === 'data') && chunks.some((one) => one.id === 'fmt ')) break;
    // Chunks begin at even places.
    at = from + size + (size & 1);
  }
  return chunks;
}
