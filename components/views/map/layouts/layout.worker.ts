/** Lays codes out, away from the page and from training, and tells the points about ten times a second. */
import type { LayoutAnswer, LayoutRequest } from './protocol';
import { layouts } from './registry';

const TELL_MS = 100;
const post = (answer: LayoutAnswer): void => globalThis.postMessage(answer);

globalThis.addEventListener('message', ({ data }: MessageEvent<LayoutRequest>) => {
  try {
    const run = layouts[data.layout].begin(data.input);
    let told = -Infinity;
    for (let step = 1; step <= run.steps; step++) {
      const points = run.step();
      const now = performance.now();
      if (step < run.steps && now - told < TELL_MS) continue;
      told = now;
      post({ kind: 'points', share: step / run.steps, points });
    }
  } catch (error) {
    post({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
});
// Loaded.
post({ kind: 'ready' });
