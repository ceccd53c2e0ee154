import { expect, it } from 'vitest';
import { greatestDifference } from './measure-command';

it('reads the greatest of the differences that a check printed, also when it is above the tolerance', () => {
  const lines = ['reconstruction: greatest difference 1.2e-7', 'code: greatest difference 3.0e-2'];
  expect(greatestDifference({ lines, faults: ['This is above 1e-5'] })).toBe(0.03);
});
it('says what the check says where there is no figure', () => {
  expect(() => greatestDifference({ lines: ['code: greatest difference NaN'], faults: ['This is above 1e-5'] })).toThrow('code: greatest difference NaN');
  expect(() => greatestDifference({ lines: [], faults: ['weights.safetensors has no a: it belongs to another model'] })).toThrow('it belongs to another model');
  expect(() => greatestDifference({ lines: [], faults: [] })).toThrow('printed nothing');
});
