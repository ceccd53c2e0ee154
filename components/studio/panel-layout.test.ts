import { expect, it } from 'vitest';
import { layoutOf, soundSizes } from './panel-layout';

it('gives each panel its pixels in any room, and what is left to the one that has none', () => {
  const sizes = { palette: 212, code: 0.36, inspector: 320 };
  for (const room of [900, 1440, 1920]) {
    const { palette, centre, inspector } = layoutOf(['palette', 'centre', 'inspector'], sizes, room);
    expect([palette! * room, inspector! * room].map((part) => part / 100)).toEqual([212, 320].map((part) => expect.closeTo(part)));
    expect(palette! + centre! + inspector!).toBeCloseTo(100);
  }
  expect(layoutOf(['centre', 'code'], sizes, 1000)).toEqual({ centre: 64, code: 36 });
});
it('lets no panel take all of a small room', () => {
  expect(layoutOf(['canvas', 'drawer'], { drawer: 600 }, 500)).toEqual({ canvas: 30, drawer: 70 });
  expect(layoutOf(['palette', 'centre', 'inspector'], { palette: 212, inspector: 320 }, 300)['centre']).toBe(0);
});
it('takes of what was kept no more than sizes', () => {
  expect(soundSizes({ sizes: { palette: 212, code: 'wide', drawer: null, inspector: -4 } })).toEqual({ palette: 212 });
  for (const kept of [undefined, null, 'x', {}, { sizes: null }]) expect(soundSizes(kept)).toEqual({});
});
