/** Looks through the runs of a Parquet page before they are written out: a run of a few bytes may claim billions of values. */
import { deltaBinaryUnpack } from 'hyparquet/src/delta.js';
import { readVarInt } from 'hyparquet/src/thrift.js';

const MOST_BLOCK = 1 << 16;
const MOST_TEXT = 256 << 20;
const BLOCK = 1 << 10;

interface At {
  readonly view: DataView;
  offset: number;
}

/** Of runs with values of `width` bits that make up `count` values. @throws Error */
export function expectRuns(view: DataView, from: number, width: number, count: number): void {
  if (width > 32) throw new Error(`values of ${width} bits in a run`);
  const at: At = { view, offset: from };
  for (let seen = 0; seen < count; ) {
    const header = readVarInt(at);
    const isPacked = (header & 1) === 1;
    const values = isPacked ? (header >>> 1) * 8 : header >>> 1;
    if (seen + values > count + (isPacked ? BLOCK : 0)) throw new Error(`a run of ${values} values, of ${count - seen} that are left`);
    at.offset += isPacked ? (values / 8) * width : (width + 7) >> 3;
    seen += values;
  }
}

/** Of one or more streams of differences. @throws Error */
function expectBlocks(at: At): void {
  const start = at.offset;
  const size = readVarInt(at);
  const parts = readVarInt(at);
  if (size < 0 || size > MOST_BLOCK || parts < 1 || parts > 512) throw new Error(`blocks of ${size} differences in ${parts} parts`);
  at.offset = start;
}

/** @throws Error for a page whose values do not fit what its header says */
export function expectValues(view: DataView, from: number, encoding: string, type: string, count: number): void {
  const at: At = { view, offset: from };
  if (count === 0) return;
  if (encoding === 'RLE' && type === 'BOOLEAN') expectRuns(view, from + 4, 1, count);
  else if (encoding.endsWith('_DICTIONARY')) {
    const width = view.getUint8(from);
    if (width > 0) expectRuns(view, from + 1, width, count);
  } else if (encoding === 'DELTA_BYTE_ARRAY') {
    // Each text repeats the beginning of the one before.
    let total = 0;
    for (let stream = 0; stream < 2; stream++) {
      expectBlocks(at);
      const lengths = new Int32Array(count);
      deltaBinaryUnpack(at, count, lengths);
      for (const length of lengths) {
        if (length < 0) throw new Error('a text of less than no characters');
        total += length;
      }
    }
    if (total > MOST_TEXT) throw new Error(`${total} bytes of text in one page`);
  } else if (encoding.startsWith('DELTA_')) expectBlocks(at);
}
