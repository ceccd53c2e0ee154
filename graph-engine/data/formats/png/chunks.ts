/** The chunks of a PNG file (ISO/IEC 15948): length, type, data, checksum. Those that pixels need are checked; others are passed over. */
import { crc32 } from '../crc32';
import type { NamedBytes } from '../definition';
import { broken, checkedSize } from '../picture-limits';
import { isPng } from './signature';

export const PNG = 'a PNG picture';

export interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly depth: 1 | 2 | 4 | 8 | 16;
  /** Samples of a pixel. */
  readonly samples: 1 | 2 | 3 | 4;
  readonly colour: 'grey' | 'rgb' | 'palette' | 'grey-alpha' | 'rgba';
  readonly interlaced: boolean;
}
const colours = {
  0: { colour: 'grey', samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { colour: 'rgb', samples: 3, depths: [8, 16] },
  3: { colour: 'palette', samples: 1, depths: [1, 2, 4, 8] },
  4: { colour: 'grey-alpha', samples: 2, depths: [8, 16] },
  6: { colour: 'rgba', samples: 4, depths: [8, 16] },
} as const;
const HEADER_END = 33;

/** @throws DataError */
export function pngHeader({ name, bytes }: NamedBytes): PngHeader {
  const text = String.fromCharCode(...bytes.subarray(12, 16));
  if (!isPng(bytes) || bytes.length < HEADER_END || text !== 'IHDR') throw broken(name, PNG, 'it has no whole header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint32(8) !== 13 || crc32(bytes.subarray(12, 29)) !== view.getUint32(29)) throw broken(name, PNG, 'the checksum of its header is another');
  const known = colours[bytes[25] as keyof typeof colours];
  const depth = bytes[24] as PngHeader['depth'];
  if (!known || !(known.depths as readonly number[]).includes(depth)) throw broken(name, PNG, `colour type ${bytes[25]} with ${depth} bits is not in the standard`);
  if (bytes[26] !== 0 || bytes[27] !== 0 || bytes[28]! > 1) throw broken(name, PNG, 'its compression, filter or interlacing is not in the standard');
  const { width, height } = checkedSize(name, view.getUint32(16), view.getUint32(20));
  return { width, height, depth, samples: known.samples, colour: known.colour, interlaced: bytes[28] === 1 };
}

export interface PngChunks {
  /** Compressed, in parts. */
  readonly data: readonly Uint8Array[];
  readonly palette: Uint8Array | null;
  readonly transparency: Uint8Array | null;
}

/** What comes after the header. @throws DataError where a chunk that matters is broken or missing */
export function pngChunks({ name, bytes }: NamedBytes): PngChunks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const data: Uint8Array[] = [];
  let palette: Uint8Array | null = null;
  let transparency: Uint8Array | null = null;
  for (let at = HEADER_END; ; ) {
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    // Pixels may be whole where only the end mark is missing: the rows tell.
    if (type === 'IEND' || at + 12 > bytes.length) {
      if (data.length > 0) return { data, palette, transparency };
      throw broken(name, PNG, 'its pixels are missing');
    }
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) throw broken(name, PNG, `it ends inside of a part of ${length.toLocaleString('en')} bytes`);
    if (type === 'IDAT' || type === 'PLTE' || type === 'tRNS') {
      if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) throw broken(name, PNG, `the checksum of a part (${type}) is another`);
      const content = bytes.subarray(at + 8, end - 4);
      if (type === 'IDAT') data.push(content);
      else if (type === 'PLTE') palette = content;
      else transparency = content;
    }
    at = end;
  }
}
