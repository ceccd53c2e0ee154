/** Times between the frames of a page. */
import type { Page } from '@playwright/test';
import type { Row } from './report';

/** In milliseconds, while `work` goes on. As text: the names that a loader adds to functions do not exist in the page. */
export async function framesWhile(page: Page, work: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(`{
    const record = (globalThis.hourglassFrames = { times: [], stop: false });
    requestAnimationFrame(function frame(time) {
      record.times.push(time);
      if (!record.stop) requestAnimationFrame(frame);
    });
  }`);
  await work();
  const times: number[] = await page.evaluate(`(hourglassFrames.stop = true, hourglassFrames.times)`);
  return times.slice(1).map((time, i) => time - times[i]!);
}

export function shares(frames: readonly number[], smoothMs: number): Row {
  const sorted = frames.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  const total = sorted.reduce((sum, time) => sum + time, 0);
  return { 'frames per s': (1000 * sorted.length) / total, 'median ms': at(0.5), 'p95 ms': at(0.95), 'longest ms': at(1), [`% under ${smoothMs} ms`]: Math.round((100 * sorted.filter((time) => time < smoothMs).length) / sorted.length) };
}
