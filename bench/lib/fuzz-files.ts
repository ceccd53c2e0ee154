/** A sound file for each reader, to be damaged. */
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { encodeGif } from '@/graph-engine/data/formats/testing/encode-gif';
import { encodePng } from '@/graph-engine/data/formats/testing/encode-png';
import { matrix, packedElement, writeMat } from '@/graph-engine/data/formats/testing/write-mat';
import { ascii, bytesOfNumbers, joined, writeNpy } from '@/graph-engine/data/formats/testing/write-numbers';
import { chunk, wavOf } from '@/graph-engine/data/formats/testing/write-wav';
import { written } from '@/graph-engine/data/formats/testing/written-pictures';
import { writeZip } from '@/graph-engine/data/formats/testing/write-zip';

const numbers = Array.from({ length: 200 }, (_, i) => (i * 7919) % 1000);
const quoted = `id,"a b",when,kind\r\n${numbers.map((n, i) => `${i},"${n / 8}",2020-01-0${(i % 9) + 1},"x ""${n % 5}"", é"`).join('\r\n')}\r\n`;
const json = numbers.map((n, i) => ({ i, n: n / 8, text: `é ${n % 5}`, yes: n % 2 === 0, o: { p: null } }));
const columnData = () => [
  { name: 'i', data: numbers.slice(), type: 'INT32' as const },
  { name: 'n', data: numbers.map((n) => (n % 3 ? n / 8 : null)), type: 'DOUBLE' as const, nullable: true },
  { name: 'text', data: numbers.map((n) => `é ${n % 5}`), type: 'STRING' as const },
  { name: 'yes', data: numbers.map((n) => n % 2 === 0), type: 'BOOLEAN' as const },
];
const parquet = (codec: 'SNAPPY' | 'UNCOMPRESSED'): Uint8Array => new Uint8Array(parquetWriteBuffer({ columnData: columnData(), codec, rowGroupSize: 80 }));

const counting = (length: number): number[] => Array.from({ length }, (_, i) => i % 7);
const pictures = writeNpy('f4', [6, 3, 4], counting(72));
const arrays = [matrix({ name: 'x', shape: [6, 12], values: counting(72) }), matrix({ name: 'y', kind: 9, stored: 'u1', shape: [6, 1], values: counting(6) })];
const header = JSON.stringify({ x: { dtype: 'F16', shape: [6, 12], data_offsets: [0, 144] }, y: { dtype: 'I64', shape: [6], data_offsets: [144, 192] } });
const idx = joined(Uint8Array.of(0, 0, 0x0b, 2, 0, 0, 0, 6, 0, 0, 0, 4), bytesOfNumbers(counting(24), 'i2', false));
const noise = (length: number, most: number): number[] => Array.from({ length }, (_, i) => (((i + 3) * 2_654_435_761) >>> 8) % most);
const png = encodePng({ width: 13, height: 7, depth: 8, colour: 6, samples: noise(13 * 7 * 4, 256), filter: (row) => row % 5 });

export const soundFiles: Readonly<Record<string, Uint8Array>> = {
  'CSV': Buffer.from(quoted),
  'numbers parted by tabs': Buffer.from(numbers.map((n) => `${n}\t${n / 7}\t${n % 3}`).join('\n')),
  'CSV in UTF-16': Buffer.from(`\uFEFF${quoted}`, 'utf16le'),
  'packed CSV': gzipSync(quoted),
  'JSON lines': Buffer.from(json.map((row) => JSON.stringify(row)).join('\n')),
  'JSON array': Buffer.from(JSON.stringify(json, null, 1)),
  'Parquet': parquet('SNAPPY'),
  'Parquet, not packed': parquet('UNCOMPRESSED'),
  'NPY': pictures,
  'NPY, by columns': writeNpy('u2', [6, 3, 4], counting(72), { little: false, columnMajor: true, version: 2 }),
  'NPZ': writeZip([{ name: 'x.npy', data: pictures }, { name: 'y.npy', data: writeNpy('i8', [6], counting(6)), method: 0 }]),
  'safetensors': joined(bytesOfNumbers([header.length], 'u8'), ascii(header), bytesOfNumbers(counting(72), 'f2'), bytesOfNumbers(counting(6), 'i8')),
  'MAT': writeMat(arrays),
  'MAT, packed': writeMat(arrays.map((array) => packedElement(array))),
  'IDX': idx,
  'IDX, packed': gzipSync(idx),
  'PNG': png,
  'PNG, interlaced': encodePng({ width: 13, height: 7, depth: 2, colour: 3, samples: noise(13 * 7, 4), interlaced: true, palette: noise(12, 256) }),
  'GIF': encodeGif({ width: 20, height: 9, palette: [[0, 0, 0], [255, 255, 255], [9, 8, 7], [70, 80, 90]], frames: [{ width: 20, height: 9, pixels: noise(180, 4) }, { x: 3, width: 9, height: 9, pixels: noise(81, 4), disposal: 2, interlaced: true }] }),
  'PGM in text': ascii('P2\n# a\n3 2 255\n1 2 3 4 5 255\n'),
  'PPM': joined(ascii('P6 3 2 255\n'), Uint8Array.from(noise(18, 256))),
  'JPEG': written.colour,
  'JPEG, progressive': written.progressive,
  'WebP': written.lossy,
  'WebP, lossless': written.lossless,
  'WAV': wavOf(bytesOfNumbers(counting(200), 'i2')),
  'WAV, 24 bits, stereo, extensible': wavOf(Uint8Array.from(noise(600, 256)), { bits: 24, channels: 2, rate: 44_100, extensible: true }),
  'WAV of floats between other chunks': wavOf(bytesOfNumbers(counting(100), 'f4'), { bits: 32, coding: 3, before: [chunk('LIST', ascii('INFO'))], after: [chunk('id3 ', ascii('abc'))] }),
  'zip of pictures': writeZip([{ name: 'a/1.png', data: png }, { name: 'b/2.png', data: png, method: 0 }, { name: 'b/3.pgm', data: ascii('P2 3 2 255 1 2 3 4 5 255 ') }]),
};
