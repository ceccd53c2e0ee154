import { expect, it } from 'vitest';
import { getFavourites, soundFavourites, toggleFavourite } from './favourites';

it('are marked in the order in which they were, and no longer', () => {
  for (const key of ['loss', 'noise', 'dense']) toggleFavourite(key);
  toggleFavourite('noise');
  expect(getFavourites()).toEqual(['loss', 'dense']);
});
it('are read as far as they are sound', () => {
  expect(soundFavourites({ keys: ['a', 1, 'a', null] })).toEqual({ keys: ['a'] });
  for (const damaged of [null, 3, {}, { keys: 'a' }]) expect(soundFavourites(damaged)).toEqual({ keys: [] });
});
