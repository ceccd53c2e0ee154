import { expect, it } from 'vitest';
import type { LayoutAnswer, LayoutRequest } from './layouts/protocol';
import { startLayout } from './layout-worker';

const request: LayoutRequest = { layout: 'umap', input: { codes: new Float32Array(4), items: 2, size: 2, start: new Float32Array(4), seed: 1 } };
class FakeWorker extends EventTarget {
  readonly asked: unknown[] = [];
  ended = false;
  postMessage(message: unknown): void {
    this.asked.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  say(data: LayoutAnswer): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}
function start() {
  const worker = new FakeWorker();
  const heard: unknown[] = [];
  const stop = startLayout(request, { answer: (answer) => void heard.push(answer), broke: (message) => void heard.push(message) }, () => worker as unknown as Worker);
  return { worker, heard, stop };
}
const points: LayoutAnswer = { kind: 'points', share: 0.5, points: new Float32Array(4) };

it('asks when the script has loaded, hears what comes, and is ended at once after that', () => {
  const { worker, heard, stop } = start();
  expect(worker.asked).toEqual([]);
  worker.say({ kind: 'ready' });
  expect(worker.asked).toEqual([request]);
  worker.say(points);
  expect(heard).toEqual([points]);
  stop();
  expect(worker.ended).toBe(true);
});
it('stopped while the script loads, is ended when it has loaded, without being asked', () => {
  const { worker, heard, stop } = start();
  stop();
  expect(worker.ended).toBe(false);
  worker.say({ kind: 'ready' });
  expect(worker.ended).toBe(true);
  expect([worker.asked, heard]).toEqual([[], []]);
});
it('tells of a script that breaks, unless it was stopped before', () => {
  for (const stops of [false, true]) {
    const { worker, heard, stop } = start();
    if (stops) stop();
    worker.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message: 'no such file' }));
    expect(heard).toEqual(stops ? [] : ['no such file']);
  }
});
