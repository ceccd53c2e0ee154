/** The `k` nearest items of each by Euclidean distance, nearest first, without itself: brute force, which for some thousand items takes less than a second. */
export interface Neighbours {
  readonly k: number;
  /** [items, k] */
  readonly items: Uint32Array;
  /** Squared distances, [items, k] */
  readonly squared: Float64Array;
}

export function neighbours(codes: Float32Array, items: number, size: number, wanted: number): Neighbours {
  const k = Math.min(wanted, items - 1);
  const found = { k, items: new Uint32Array(items * k), squared: new Float64Array(items * k) };
  for (let i = 0; i < items; i++) {
    const first = i * k;
    let count = 0;
    for (let j = 0; j < items; j++) {
      if (j === i) continue;
      let sum = 0;
      for (let d = 0; d < size; d++) {
        const by = codes[i * size + d]! - codes[j * size + d]!;
        sum += by * by;
      }
      if (count === k && sum >= found.squared[first + k - 1]!) continue;
      // Into its place among those that are nearest so far.
      let at = first + (count < k ? count++ : k - 1);
      for (; at > first && found.squared[at - 1]! > sum; at--) {
        found.squared[at] = found.squared[at - 1]!;
        found.items[at] = found.items[at - 1]!;
      }
      found.squared[at] = sum;
      found.items[at] = j;
    }
  }
  return found;
}
