/** While a hand moves something on the canvas, a run under way leaves it the processor. */
import { trainer } from './controller';

const FOR_MS = 600;
const AGAIN_MS = 250;
let last = -Infinity;

/** To be called for every move: the calm ends by itself soon after the last one. */
export function keepCalm(): void {
  const now = performance.now();
  if (now - last < AGAIN_MS) return;
  last = now;
  trainer.calm(FOR_MS);
}
