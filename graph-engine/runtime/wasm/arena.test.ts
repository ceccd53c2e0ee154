import { expect, it } from 'vitest';
import { OutOfMemoryError } from '../device';
import { Arena } from './arena';

const PAGE = 65_536;
const arena = (maximum = 16): Arena => new Arena(new WebAssembly.Memory({ initial: 1, maximum }), 100);

it('gives back what was released, joined with its neighbours', () => {
  const memory = arena();
  const [a, b, c] = [memory.take(100), memory.take(100), memory.take(100)];
  expect([a, b, c].map((address) => address % 64)).toEqual([0, 0, 0]);
  expect(b - a).toBe(128);
  memory.release(a);
  memory.release(b);
  expect(memory.take(250)).toBe(a);
  expect(memory.used).toBe(256 + 128);
  expect(() => memory.release(b)).toThrow(/^internal:/);
});
it('grows, and its views follow', () => {
  const memory = arena();
  const first = memory.take(4);
  memory.view(first, 1)[0] = 7;
  const far = memory.take(3 * PAGE);
  memory.view(far, 1)[0] = 8;
  expect([...memory.view(first, 1), ...memory.view(far, 1)]).toEqual([7, 8]);
});
it('says in the words of the user that the memory is not to be had', () => {
  expect(() => arena().take(100 * PAGE)).toThrow(OutOfMemoryError);
  expect(() => arena().take(2 ** 33)).toThrow(/needs more memory than .*Make the batch or the layers smaller/);
});
