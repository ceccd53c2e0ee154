/** How many rows of a table are there more than once. */

const FNV = 0x01000193;

/** Rows that equal an earlier one, number by number; missing ones are equal. `values`: count × width. */
export function duplicateRows(values: Float32Array | Float64Array | Uint8Array, count: number, width: number): number {
  if (width === 0) return 0;
  const number = new Float64Array(1);
  const halves = new Uint32Array(number.buffer);
  const known = new Map<number, number[]>();
  let duplicates = 0;
  for (let row = 0; row < count; row++) {
    let hash = 0x811c9dc5;
    for (let i = 0; i < width; i++) {
      // −0 is 0.
      number[0] = values[row * width + i]! + 0;
      if (Number.isNaN(number[0])) number[0] = Number.NaN;
      hash = Math.imul(hash ^ halves[0]!, FNV);
      hash = Math.imul(hash ^ halves[1]! ^ (hash >>> 15), FNV);
    }
    const alike = known.get(hash);
    if (!alike) known.set(hash, [row]);
    else if (alike.some((other) => isSame(values, row * width, other * width, width))) duplicates++;
    else alike.push(row);
  }
  return duplicates;
}
function isSame(values: ArrayLike<number>, a: number, b: number, width: number): boolean {
  for (let i = 0; i < width; i++) {
    const [one, other] = [values[a + i]!, values[b + i]!];
    if (one !== other && !(Number.isNaN(one) && Number.isNaN(other))) return false;
  }
  return true;
}
