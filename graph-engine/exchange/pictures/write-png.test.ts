import { expect, it } from 'vitest';
import { png } from '../../data/formats/png';
import { writePng, type PngPixels } from './write-png';

const read = async (picture: PngPixels) => {
  const [found] = (await png.read({ name: 'one.png', bytes: writePng(picture) })) as [Awaited<ReturnType<typeof png.read>>[number]];
  return found;
};
it('is read back as it was written: colours, greys, and sixteen greys in half a byte each', async () => {
  const colours = Uint8Array.from({ length: 3 * 2 * 3 }, (_, i) => i * 14);
  const [colour, grey, coarse] = await Promise.all([
    read({ width: 3, height: 2, depth: 8, channels: 3, samples: colours }),
    read({ width: 5, height: 1, depth: 8, channels: 1, samples: Uint8Array.of(0, 1, 100, 200, 255) }),
    read({ width: 5, height: 1, depth: 4, channels: 1, samples: Uint8Array.of(0, 1, 100, 200, 255) }),
  ]);
  expect([colour!.width, colour!.height, [...colour!.pixels]]).toEqual([3, 2, [...colours]]);
  expect([...grey!.pixels]).toEqual([0, 1, 100, 200, 255]);
  expect([...coarse!.pixels]).toEqual([0, 0, 102, 204, 255]);
});
