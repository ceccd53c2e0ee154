/** Twelve binary pictures of 3 × 3 pixels, drawn at random, again and again. */
import type { MemoryTable } from '@/graph-engine/data/table';
import { Random } from '@/graph-engine/random/counter';

const [PICTURES, PIXELS, COUNT] = [12, 9, 600];

export function otherPatterns(seed: number): MemoryTable {
  const random = new Random(seed);
  const codes = new Set<number>();
  while (codes.size < PICTURES) codes.add(random.integer(2 ** PIXELS));
  const pictures = [...codes];
  const values = Uint8Array.from({ length: COUNT * PIXELS }, (_, i) => (pictures[Math.floor(i / PIXELS) % PICTURES]! >> (i % PIXELS)) & 1);
  return { name: 'other patterns', shape: [3, 3, 1], range: 'binary', count: COUNT, values, scale: 1, labels: Uint8Array.from({ length: COUNT }, (_, i) => i % PICTURES), labelNames: null, factors: null };
}
