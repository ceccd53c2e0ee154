/** GIF: each frame as it is seen, laid over those before it. Grey where all frames are. */
import type { NamedBytes, Picture, PictureFormat } from './definition';
import { GIF, gifFrames, gifSize, isGif, joinBlocks, type GifFrame } from './gif/blocks';
import { unpackLzw } from './gif/lzw';
import { greyIfGrey } from './on-black';
import { broken } from './picture-limits';

export const gif: PictureFormat = {
  gives: 'pictures',
  id: 'gif',
  title: 'GIF (each frame)',
  extensions: ['gif'],
  recognises: isGif,
  size: gifSize,
  read: async (file) => readGif(file),
};

function readGif(file: NamedBytes): readonly Picture[] {
  const { width, height } = gifSize(file);
  // What no frame covers is transparent, and lies on black.
  const screen = new Uint8Array(width * height * 3);
  const pictures = gifFrames(file).map((frame, i) => {
    const before = frame.disposal === 3 ? screen.slice() : null;
    draw(frame, screen, width, height, `${i + 1}`, file.name);
    const picture = greyIfGrey({ width, height, channels: 3, pixels: screen.slice() });
    if (before) screen.set(before);
    if (frame.disposal === 2) eachPixel(frame, width, height, (to) => screen.fill(0, to, to + 3));
    return picture;
  });
  return pictures.every(({ channels }) => channels === 1) ? pictures : pictures.map(inColour);
}

function draw(frame: GifFrame, screen: Uint8Array, width: number, height: number, number: string, name: string): void {
  const { palette, clear } = frame;
  const indices = new Uint8Array(frame.width * frame.height);
  if (unpackLzw(joinBlocks(frame.data), frame.codeBits, indices) < indices.length) throw broken(name, GIF, `pixels of frame ${number} are missing`);
  eachPixel(frame, width, height, (to, from) => {
    const index = indices[from]!;
    if (index === clear) return;
    if (3 * index >= palette.length) throw broken(name, GIF, `frame ${number} has a colour that is not in its palette`);
    for (let c = 0; c < 3; c++) screen[to + c] = palette[3 * index + c]!;
  });
}

/** Rows of an interlaced frame come in four passes. */
const interlacing = [[0, 8], [4, 8], [2, 4], [1, 2]] as const;

/** Calls with the place on the screen and in the frame of each pixel; what lies beyond the screen is left out. */
function eachPixel(frame: GifFrame, width: number, height: number, take: (to: number, from: number) => void): void {
  let row = 0;
  for (const [first, step] of frame.interlaced ? interlacing : [[0, 1] as const]) {
    for (let y = first; y < frame.height; y += step, row++) {
      if (frame.y + y >= height) continue;
      const shown = Math.min(frame.width, width - frame.x);
      for (let x = 0; x < shown; x++) take(3 * ((frame.y + y) * width + frame.x + x), row * frame.width + x);
    }
  }
}

function inColour(picture: Picture): Picture {
  if (picture.channels === 3) return picture;
  const pixels = new Uint8Array(3 * picture.pixels.length);
  picture.pixels.forEach((value, i) => pixels.fill(value, 3 * i, 3 * i + 3));
  return { ...picture, channels: 3, pixels };
}
