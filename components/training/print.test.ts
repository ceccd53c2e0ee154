import { expect, test } from 'vitest';
import { printDuration, printLoss } from './print';

test.each([
  [0.2, '0 s'],
  [59.4, '59 s'],
  [59.7, '1 min 00 s'],
  [125, '2 min 05 s'],
  [4320, '1 h 12 min'],
  [Infinity, '—'],
])('%s seconds', (seconds, text) => expect(printDuration(seconds)).toBe(text));

test.each([
  [0.123456, '0.1235'],
  [118, '118.0'],
  [0.00001234, '1.23e-5'],
  [0, '0.000'],
  [Number.NaN, '—'],
])('loss %s', (loss, text) => expect(printLoss(loss)).toBe(text));
