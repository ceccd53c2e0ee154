import { expect, test } from 'vitest';
import { readingTime } from './reading-time';

test('a message stays longer the more there is to read or to decide, and not for ever', () => {
  const short = readingTime(['Saved.'], 'good');
  expect(short).toBe(5000);
  expect(readingTime(['Saved.'], 'bad')).toBeGreaterThan(short);
  expect(readingTime(['VAE is open.', 'The one before is in the list of documents.', 'Go back'], 'plain')).toBeGreaterThan(readingTime(['VAE is open.', 'The one before is in the list of documents.'], 'plain'));
  expect(readingTime(['x', 'y'.repeat(5000)], 'bad')).toBe(16_000);
});
