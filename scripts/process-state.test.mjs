import { afterEach, expect, test } from 'vitest';
import { changesOf, lookAtProcess } from './lib/process-state.mjs';

const undo = [];
afterEach(() => undo.splice(0).forEach((back) => back()));

const changesBy = (change, back) => {
  const before = lookAtProcess();
  change();
  undo.push(back);
  return changesOf(before, lookAtProcess());
};

test('a process that is left alone has not changed', () => {
  expect(changesBy(() => undefined, () => undefined)).toEqual([]);
});
test('a global that is added, replaced or taken away is told', () => {
  expect(changesBy(() => (globalThis.leftBehind = undefined), () => delete globalThis.leftBehind)).toEqual(['globals leftBehind']);
  const { parseFloat: original } = globalThis;
  const back = () => Object.assign(globalThis, { parseFloat: original });
  expect(changesBy(() => (globalThis.parseFloat = () => 0), back)).toEqual(['globals parseFloat']);
  back();
  expect(changesBy(() => delete globalThis.parseFloat, back)).toEqual(['globals parseFloat']);
});
test('a variable of the environment and a listener of the process are told', () => {
  const listener = () => undefined;
  expect(changesBy(() => (process.env.LEFT_BEHIND = '1'), () => delete process.env.LEFT_BEHIND)).toEqual(['environment LEFT_BEHIND']);
  expect(changesBy(() => process.on('SIGUSR2', listener), () => process.off('SIGUSR2', listener))).toEqual(['listeners SIGUSR2']);
});
