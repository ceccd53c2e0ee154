/** Handwritten digits of 8 × 8 in 17 greys (Alpaydin & Kaynak 1998), made as large as MNIST's. */
import type { MemoryTable } from '@/graph-engine/data/table';

const SIDE = 8;
const GREYS = 16;

/** Lines of 64 greys and the class. */
export function readOptdigits(text: string): MemoryTable {
  const lines = text.split('\n').filter((line) => /^\d/.test(line)).map((line) => line.trim().split(',').map(Number));
  const values = Float32Array.from(lines.flatMap((line) => line.slice(0, SIDE * SIDE).map((grey) => grey / GREYS)));
  return { name: 'optdigits', shape: [SIDE, SIDE, 1], range: 'unit', count: lines.length, values, scale: 1, labels: Uint8Array.from(lines, (line) => line[SIDE * SIDE]!), labelNames: null, factors: null };
}

/** Below a third paper, above two thirds ink: a stroke has an edge, as under a scanner. Without it the pictures would be sums of 64, which no pen draws. */
const ink = (grey: number): number => Math.min(1, Math.max(0, 3 * grey - 1));

/** Pictures of `side` × `side`: straight lines between the pixels, then the edges of ink. */
export function enlarged({ shape, values, count, scale, ...table }: MemoryTable, side: number): MemoryTable {
  const from = shape[0]!;
  const large = new Float32Array(count * side * side);
  // Middles of pixels fall on middles; beyond the outermost, these hold.
  const places = Array.from({ length: side }, (_, i) => Math.min(from - 1, Math.max(0, ((i + 0.5) * from) / side - 0.5)));
  for (let item = 0; item < count; item++) {
    const at = (row: number, column: number): number => values[item * from * from + Math.min(from - 1, row) * from + Math.min(from - 1, column)]! * scale;
    places.forEach((y, row) => {
      const [top, down] = [Math.floor(y), y % 1];
      places.forEach((x, column) => {
        const [left, right] = [Math.floor(x), x % 1];
        const upper = (1 - right) * at(top, left) + right * at(top, left + 1);
        const lower = (1 - right) * at(top + 1, left) + right * at(top + 1, left + 1);
        large[(item * side + row) * side + column] = ink((1 - down) * upper + down * lower);
      });
    });
  }
  return { ...table, shape: [side, side, 1], values: large, count, scale: 1 };
}

/** The same pictures in the middle of `side` × `side`. */
export function padded({ shape, values, count, ...table }: MemoryTable, side: number): MemoryTable {
  const from = shape[0]!;
  const margin = (side - from) / 2;
  const large = values instanceof Uint8Array ? new Uint8Array(count * side * side) : new Float32Array(count * side * side);
  for (let row = 0; row < count * from; row++) {
    const to = (Math.floor(row / from) * side + margin + (row % from)) * side + margin;
    large.set(values.subarray(row * from, (row + 1) * from), to);
  }
  return { ...table, shape: [side, side, 1], values: large, count };
}
