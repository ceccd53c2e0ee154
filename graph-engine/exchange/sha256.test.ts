import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha256 } from './sha256';

it('is what the standard says, for texts of any length', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  fc.assert(fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (text) => sha256(text) === createHash('sha256').update(text, 'utf8').digest('hex')), { numRuns: 100 });
});
