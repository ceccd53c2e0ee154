/**
 * PNG: grey, colour and palette, 1 to 16 bits, interlaced too; 16 bits stay. Written here, because fast-png misreads interlaced pictures of less than
 * 8 bits, takes rows that are missing for black, and unpacks whatever a small file swells to. Gamma and colour profiles are left alone: numbers are as stored.
 */
import type { NamedBytes, Picture, PictureFormat } from './definition';
import { greyIfGrey } from './on-black';
import { broken } from './picture-limits';
import { PNG, pngChunks, pngHeader, type PngChunks, type PngHeader } from './png/chunks';
import { isPng } from './png/signature';
import { eachRow } from './png/rows';

export const png: PictureFormat = {
  gives: 'pictures',
  id: 'png',
  title: 'PNG',
  extensions: ['png'],
  recognises: isPng,
  size: pngHeader,
  read: async (file) => [readPng(file)],
};

function readPng(file: NamedBytes): Picture {
  const header = pngHeader(file);
  const chunks = pngChunks(file);
  const { width, height, depth, samples, colour } = header;
  const channels = colour === 'grey' || colour === 'grey-alpha' ? 1 : 3;
  const pixels = depth === 16 ? new Uint16Array(width * height * channels) : new Uint8Array(width * height * channels);
  const asStored = depth === 8 && !chunks.transparency && (colour === 'grey' || colour === 'rgb');
  const write = writer(header, chunks, pixels, file.name);
  const sample = new Uint16Array(samples);
  eachRow(header, chunks.data, file.name, ({ bytes, x, y, step, count }) => {
    if (asStored && step === 1) return pixels.set(bytes, y * width * channels + x * channels);
    for (let i = 0; i < count; i++) {
      for (let s = 0; s < samples; s++) sample[s] = sampleAt(bytes, i * samples + s, depth);
      write(sample, (y * width + x + i * step) * channels);
    }
  });
  const picture: Picture = { width, height, channels, pixels };
  return colour === 'palette' ? greyIfGrey(picture) : picture;
}

function sampleAt(bytes: Uint8Array, place: number, depth: PngHeader['depth']): number {
  if (depth === 8) return bytes[place]!;
  if (depth === 16) return (bytes[2 * place]! << 8) | bytes[2 * place + 1]!;
  const bit = place * depth;
  return (bytes[bit >> 3]! >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}

type Writer = (sample: Uint16Array, to: number) => void;

/** Writes the samples of a pixel as channels, laid on black. */
function writer({ depth, colour }: PngHeader, { palette, transparency }: PngChunks, pixels: Uint8Array | Uint16Array, name: string): Writer {
  const most = 2 ** depth - 1;
  // A number that stands for nothing where a picture without a channel for it names a transparent colour.
  const clear = transparency && colour !== 'palette' ? Array.from({ length: transparency.length >> 1 }, (_, i) => (transparency[2 * i]! << 8) | transparency[2 * i + 1]!) : [];
  const widen = depth < 8 ? 255 / most : 1;
  switch (colour) {
    case 'grey':
      return (sample, to) => (pixels[to] = sample[0] === clear[0] ? 0 : sample[0]! * widen);
    case 'grey-alpha':
      return (sample, to) => (pixels[to] = Math.round((sample[0]! * sample[1]!) / most));
    case 'rgb':
      return ([r, g, b], to) => {
        if (r === clear[0] && g === clear[1] && b === clear[2]) return;
        pixels[to] = r!;
        pixels[to + 1] = g!;
        pixels[to + 2] = b!;
      };
    case 'rgba':
      return (sample, to) => {
        for (let c = 0; c < 3; c++) pixels[to + c] = Math.round((sample[c]! * sample[3]!) / most);
      };
    case 'palette': {
      if (!palette || palette.length % 3 !== 0) throw broken(name, PNG, 'its palette is missing');
      const shown = palette.map((value, i) => Math.round((value * (transparency?.[Math.floor(i / 3)] ?? 255)) / 255));
      return (sample, to) => {
        const from = 3 * sample[0]!;
        if (from >= shown.length) throw broken(name, PNG, `colour ${sample[0]} is not in its palette of ${shown.length / 3}`);
        for (let c = 0; c < 3; c++) pixels[to + c] = shown[from + c]!;
      };
    }
  }
}
