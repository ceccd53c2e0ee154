/** PBM, PGM and PPM (Netpbm), as text and binary. Numbers are widened to all of 8 bits, or of 16 where the greatest is above 255. */
import { DataError } from '../data-error';
import type { NamedBytes, Picture, PictureFormat } from './definition';
import { broken, checkedSize, type PictureSize } from './picture-limits';

const KIND = 'a PGM or PPM picture';
const isSpace = (byte: number | undefined): boolean => byte === 32 || (byte !== undefined && byte >= 9 && byte <= 13);
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;

export const pnm: PictureFormat = {
  gives: 'pictures',
  id: 'pnm',
  title: 'PGM, PPM, PBM',
  extensions: ['pgm', 'ppm', 'pbm', 'pnm'],
  recognises: (start) => /^P[1-6](\s+\d+\s|\s*#)/.test(String.fromCharCode(...start.subarray(0, 512))),
  size: (file): PictureSize => new Header(file),
  read: async (file) => [readPnm(file)],
};

/** Reads numbers parted by space and comments. */
class Header {
  readonly type: number;
  readonly width: number;
  readonly height: number;
  readonly most: number;
  /** Where the next number is looked for. */
  at = 2;
  constructor(private readonly file: NamedBytes) {
    const { bytes, name } = file;
    this.type = bytes[1]! - 48;
    if (bytes[0] !== 0x50 || !(this.type >= 1 && this.type <= 6)) throw broken(name, KIND, 'it begins with no P1 to P6');
    ({ width: this.width, height: this.height } = checkedSize(name, this.number('its width'), this.number('its height')));
    this.most = this.type === 1 || this.type === 4 ? 1 : this.number('its greatest number');
    if (this.most < 1 || this.most > 65_535) throw new DataError(`${name}: expected a greatest number from 1 to 65,535, and found ${this.most}. Save it again.`);
  }

  private skipSpace(): void {
    const { bytes } = this.file;
    for (;;) {
      if (isSpace(bytes[this.at])) this.at++;
      else if (bytes[this.at] === 0x23) while (this.at < bytes.length && bytes[this.at] !== 10 && bytes[this.at] !== 13) this.at++;
      else return;
    }
  }

  number(what: string): number {
    const { bytes, name } = this.file;
    this.skipSpace();
    let value = 0;
    const from = this.at;
    while (isDigit(bytes[this.at]) && this.at - from < 10) value = 10 * value + bytes[this.at++]! - 48;
    if (this.at === from || isDigit(bytes[this.at])) throw broken(name, KIND, `${what} is no number`);
    return value;
  }

  /** A digit of P1, which need not be parted. */
  bit(): number {
    this.skipSpace();
    const bit = this.file.bytes[this.at++];
    if (bit !== 48 && bit !== 49) throw broken(this.file.name, KIND, 'a pixel is neither 0 nor 1');
    return bit - 48;
  }
}

function readPnm(file: NamedBytes): Picture {
  const header = new Header(file);
  const { type, width, height, most } = header;
  const { bytes, name } = file;
  const channels = type === 3 || type === 6 ? 3 : 1;
  const length = width * height * channels;
  // One byte of space ends a binary header.
  const from = header.at + 1;
  const perRow = type === 4 ? Math.ceil(width / 8) : width * channels * (most > 255 ? 2 : 1);
  const needed = type >= 4 ? from + perRow * height : header.at + (type === 1 ? length : 2 * length - 1);
  if (needed > bytes.length) throw broken(name, KIND, `${width} × ${height} pixels need ${needed.toLocaleString('en')} bytes, and there are ${bytes.length.toLocaleString('en')}`);
  const next: (i: number) => number =
    type === 1 ? () => 1 - header.bit()
    : type === 4 ? (i) => 1 - ((bytes[from + Math.floor(i / width) * perRow + ((i % width) >> 3)]! >> (7 - ((i % width) & 7))) & 1)
    : type < 4 ? () => header.number('a pixel')
    : most > 255 ? (i) => (bytes[from + 2 * i]! << 8) | bytes[from + 2 * i + 1]!
    : (i) => bytes[from + i]!;
  const pixels = most > 255 ? new Uint16Array(length) : new Uint8Array(length);
  const whole = most > 255 ? 65_535 : 255;
  for (let i = 0; i < length; i++) {
    const value = next(i);
    if (value > most) throw broken(name, KIND, `a pixel is ${value}, and the greatest number is said to be ${most}`);
    pixels[i] = most === whole ? value : Math.round((value * whole) / most);
  }
  return { width, height, channels, pixels };
}
