/** Distances to the nearest of many points, by brute force: all inner products first, in small tiles whose sums stay in registers, then the few nearest exactly. */

/** References that one tile holds; those of a block stay in fast memory while rows go past it. */
const TILE = 4;
const BLOCK_NUMBERS = 1 << 14;

/** References are laid out once, however many parts the rows come in. They are not written to while they are asked about. */
const known = new WeakMap<Float32Array, ReturnType<typeof tiled>>();

/**
 * @param rows [n, width], row-major. @param references [m, width], m ≥ 1.
 * @returns for each row, the distance to the k-th nearest reference; to the farthest where there are fewer than k.
 */
export function distancesToNearest(rows: Float32Array, references: Float32Array, width: number, k: number): Float64Array {
  const [n, m] = [rows.length / width, references.length / width];
  const kept = Math.min(k, m);
  const best = new Float64Array(n * kept).fill(Infinity);
  const places = new Uint32Array(n * kept);
  const { tiles, halves } = known.get(references) ?? tiled(references, width);
  known.set(references, { tiles, halves });
  const tilesAtOnce = Math.max(1, Math.floor(BLOCK_NUMBERS / (TILE * width)));
  const rowsAtOnce = 2 * Math.max(1, Math.floor(BLOCK_NUMBERS / (2 * width)));
  const pair = new Float64Array(2 * width);
  const found = new Float64Array(2 * TILE);
  for (let start = 0; start < n; start += rowsAtOnce) {
    for (let tile = 0; tile * TILE < m; tile += tilesAtOnce) {
      const last = Math.min(tile + tilesAtOnce, Math.ceil(m / TILE));
      for (let i = start; i < Math.min(n, start + rowsAtOnce); i += 2) {
        fillPair(pair, rows, i, width);
        for (let t = tile; t < last; t++) {
          products(found, pair, tiles, t * TILE * width, width);
          for (let c = 0; c < TILE; c++) {
            const half = halves[t * TILE + c]!;
            offer(best, places, i * kept, kept, half - found[c]!, t * TILE + c);
            if (i + 1 < n) offer(best, places, (i + 1) * kept, kept, half - found[TILE + c]!, t * TILE + c);
          }
        }
      }
    }
  }
  // What was compared lost digits where rows lie close together.
  return Float64Array.from({ length: n }, (_, i) => {
    let farthest = 0;
    for (let c = 0; c < kept; c++) farthest = Math.max(farthest, squaredDistance(rows, i, references, places[i * kept + c]!, width));
    return Math.sqrt(farthest);
  });
}

/** The references four by four, [tiles, width, 4], and half of their squared lengths; what fills the last tile is infinitely far. */
function tiled(references: Float32Array, width: number): { tiles: Float64Array; halves: Float64Array } {
  const m = references.length / width;
  const padded = Math.ceil(m / TILE) * TILE;
  const tiles = new Float64Array(padded * width);
  const halves = new Float64Array(padded).fill(Infinity);
  for (let r = 0; r < m; r++) {
    const tile = Math.floor(r / TILE) * width * TILE + (r % TILE);
    let sum = 0;
    for (let d = 0; d < width; d++) {
      const value = references[r * width + d]!;
      tiles[tile + d * TILE] = value;
      sum += value * value;
    }
    halves[r] = sum / 2;
  }
  return { tiles, halves };
}

/** Rows i and i + 1, [width, 2]; zeros where there is no second. */
function fillPair(pair: Float64Array, rows: Float32Array, i: number, width: number): void {
  for (let d = 0; d < width; d++) {
    pair[2 * d] = rows[i * width + d]!;
    pair[2 * d + 1] = rows[(i + 1) * width + d] ?? 0;
  }
}

/** Inner products of a pair of rows with the four references of a tile. */
function products(out: Float64Array, pair: Float64Array, tiles: Float64Array, from: number, width: number): void {
  let a0 = 0;
  let a1 = 0;
  let a2 = 0;
  let a3 = 0;
  let b0 = 0;
  let b1 = 0;
  let b2 = 0;
  let b3 = 0;
  for (let p = 0, q = from; p < 2 * width; p += 2, q += TILE) {
    const a = pair[p]!;
    const b = pair[p + 1]!;
    const r0 = tiles[q]!;
    const r1 = tiles[q + 1]!;
    const r2 = tiles[q + 2]!;
    const r3 = tiles[q + 3]!;
    a0 += a * r0;
    a1 += a * r1;
    a2 += a * r2;
    a3 += a * r3;
    b0 += b * r0;
    b1 += b * r1;
    b2 += b * r2;
    b3 += b * r3;
  }
  out[0] = a0;
  out[1] = a1;
  out[2] = a2;
  out[3] = a3;
  out[4] = b0;
  out[5] = b1;
  out[6] = b2;
  out[7] = b3;
}

/** Keeps the lowest values of a row, in rising order, with their references. */
function offer(best: Float64Array, places: Uint32Array, from: number, kept: number, value: number, place: number): void {
  let at = from + kept - 1;
  if (!(value < best[at]!)) return;
  for (; at > from && best[at - 1]! > value; at--) {
    best[at] = best[at - 1]!;
    places[at] = places[at - 1]!;
  }
  best[at] = value;
  places[at] = place;
}

function squaredDistance(rows: Float32Array, i: number, references: Float32Array, r: number, width: number): number {
  let sum = 0;
  for (let d = 0; d < width; d++) sum += (rows[i * width + d]! - references[r * width + d]!) ** 2;
  return sum;
}
