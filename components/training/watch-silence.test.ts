import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FromWorker, RunState } from '@/graph-engine/training/protocol';
import { watchSilence } from './watch-silence';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  let say: (message: FromWorker) => void = () => undefined;
  const onSilent = vi.fn();
  const channel = watchSilence({ post: () => undefined, onMessage: (listener) => (say = listener), close: () => undefined }, onSilent);
  channel.onMessage(() => undefined);
  const state = (name: RunState): void => say({ event: { kind: 'state', state: name } });
  const wait = (seconds: number): void => void vi.advanceTimersByTime(seconds * 1000);
  return { onSilent, channel, wait, state, answer: (id: number) => say({ id, answer: { kind: 'ok' } }), ask: (id: number) => channel.post({ id, request: { kind: 'weights' } }) };
}

test('a request that nobody answers is told once, after two minutes', () => {
  const { onSilent, ask, wait } = setUp();
  ask(1);
  wait(119);
  expect(onSilent).not.toHaveBeenCalled();
  wait(2);
  expect(onSilent).toHaveBeenCalledExactlyOnceWith(120);
  wait(1000);
  expect(onSilent).toHaveBeenCalledOnce();
});

test('a run that falls silent is told, though nothing is asked', () => {
  const { onSilent, ask, answer, state, wait } = setUp();
  ask(1);
  answer(1);
  state('running');
  wait(121);
  expect(onSilent).toHaveBeenCalledOnce();
});

test('whoever speaks is alive, however long the answer takes; new requests are no sign of life', () => {
  const { onSilent, ask, state, wait } = setUp();
  ask(1);
  for (let minute = 0; minute < 10; minute++) {
    wait(60);
    state('preparing');
  }
  expect(onSilent).not.toHaveBeenCalled();
  for (let id = 2; id < 6; id++) {
    ask(id);
    wait(31);
  }
  expect(onSilent).toHaveBeenCalledOnce();
});

test('a worker that owes nothing may be silent, and so may one that was closed', () => {
  const { onSilent, channel, ask, answer, state, wait } = setUp();
  ask(1);
  state('running');
  answer(1);
  state('paused');
  wait(3600);
  ask(2);
  channel.close();
  wait(3600);
  expect(onSilent).not.toHaveBeenCalled();
});
