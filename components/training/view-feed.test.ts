import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ViewRequest, ViewResult } from '@/graph-engine/training/protocol';
import { keyOf, ViewFeed } from './view-feed';

const samples: ViewRequest = { kind: 'samples', count: 4, seed: 1 };
const codes: ViewRequest = { kind: 'code-use', count: 4 };
const answer: ViewResult = { kind: 'none', reason: 'There is no Codebook.' };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('asks once for two who look at the same picture, and again after the model changed', async () => {
  const feed = new ViewFeed();
  const send = vi.fn(async () => answer);
  feed.connect(send);
  const seen = vi.fn();
  feed.subscribe(samples, 500, seen);
  feed.subscribe(samples, 500, vi.fn());
  await vi.advanceTimersByTimeAsync(10);
  expect(send).toHaveBeenCalledTimes(1);
  expect(feed.read(keyOf(samples)).result).toBe(answer);
  feed.invalidate();
  await vi.advanceTimersByTimeAsync(400);
  expect(send).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(send).toHaveBeenCalledTimes(2);
  expect(seen).toHaveBeenCalledTimes(2);
});

test('asks at most twice a second while the model changes at every step, and never for what nobody looks at', async () => {
  const feed = new ViewFeed();
  const send = vi.fn(async (_request: ViewRequest) => answer);
  feed.connect(send);
  feed.subscribe(samples, 500, vi.fn());
  feed.subscribe(codes, 500, vi.fn())();
  for (let step = 0; step < 200; step++) {
    feed.invalidate();
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(send.mock.calls.length).toBeLessThanOrEqual(5);
  expect(send.mock.calls.length).toBeGreaterThanOrEqual(4);
  expect(send.mock.calls.every(([request]) => request.kind === 'samples')).toBe(true);
});

test('leaves at least half of the time to training', async () => {
  const feed = new ViewFeed();
  const send = vi.fn(() => new Promise<ViewResult>((resolve) => setTimeout(() => resolve(answer), 1000)));
  feed.connect(send);
  feed.subscribe(samples, 100, vi.fn());
  for (let tick = 0; tick < 100; tick++) {
    feed.invalidate();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(send.mock.calls.length).toBeLessThanOrEqual(6);
});

test('where answers are slow everybody has a turn, and first who has no picture yet', async () => {
  const feed = new ViewFeed();
  const send = vi.fn((_request: ViewRequest) => new Promise<ViewResult>((resolve) => setTimeout(() => resolve(answer), 1000)));
  feed.connect(send);
  feed.subscribe(samples, 500, vi.fn());
  feed.subscribe(codes, 500, vi.fn());
  const follow: ViewRequest = { kind: 'follow', taps: ['encoder.out'], count: 4, of: 'batch' };
  for (let tick = 0; tick < 200; tick++) {
    if (tick === 45) feed.subscribe(follow, 900, vi.fn());
    feed.invalidate();
    await vi.advanceTimersByTimeAsync(100);
  }
  const asked = send.mock.calls.map(([{ kind }]) => kind);
  expect(asked.slice(0, 4)).toEqual(['samples', 'code-use', 'samples', 'follow']);
  for (const kind of ['samples', 'code-use', 'follow']) expect(asked.slice(-6).filter((one) => one === kind)).toHaveLength(2);
});

test('an answer of a closed model is dropped, and an error keeps the last picture', async () => {
  const feed = new ViewFeed();
  let resolve: (result: ViewResult) => void = () => undefined;
  feed.connect(() => new Promise((done) => (resolve = done)));
  feed.subscribe(samples, 0, vi.fn());
  feed.connect(null);
  resolve(answer);
  await vi.advanceTimersByTimeAsync(1);
  expect(feed.read(keyOf(samples)).result).toBeNull();
  feed.connect(async () => answer);
  await vi.advanceTimersByTimeAsync(100);
  feed.connect(async () => Promise.reject(new Error('gone')), true);
  await vi.advanceTimersByTimeAsync(100);
  expect(feed.read(keyOf(samples))).toMatchObject({ result: answer, error: 'gone' });
});

test('a worker that hung for long does not keep the next one waiting', async () => {
  const feed = new ViewFeed();
  let fail: (error: Error) => void = () => undefined;
  feed.connect(() => new Promise((_, reject) => (fail = reject)));
  feed.subscribe(samples, 500, vi.fn());
  await vi.advanceTimersByTimeAsync(120_000);
  feed.connect(null, true);
  fail(new Error('closed'));
  await vi.advanceTimersByTimeAsync(1);
  feed.connect(async () => answer);
  await vi.advanceTimersByTimeAsync(10);
  expect(feed.read(keyOf(samples)).result).toBe(answer);
});
