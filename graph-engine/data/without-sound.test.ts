import { expect, it } from 'vitest';
import { syllables } from './sources/syllables';
import { saySyllables } from './sources/syllables/say-syllables';
import { withoutSound } from './without-sound';

it('takes the sound away and nothing else; a table without stays itself', () => {
  const table = saySyllables(syllables, { seed: 1, count: 2 });
  const { sound: _, ...rest } = table;
  expect(withoutSound(table)).toEqual(rest);
  expect(withoutSound(table).values).toBe(table.values);
  expect(withoutSound(rest)).toBe(rest);
});
