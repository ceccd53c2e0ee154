/** Integers of 64 bits as numbers: with 32 bits where all of them fit, else as floats of 64, which is told where that rounds. */

const WORD = 2 ** 32;
const EXACT = 2 ** 53;

/** Whether low bits of a number this large are kept: a float of 64 bits holds 53 of them. */
function isExact(value: number, low: number): boolean {
  let step = 1;
  for (let rest = Math.abs(value) / EXACT; rest >= 1; rest /= 2) step *= 2;
  return low % step === 0;
}

/** `words` are pairs of 32 bits in the order of this machine; `lowFirst` tells which. */
export function wholeNumbers(words: Uint32Array, signed: boolean, lowFirst: boolean): { readonly values: Int32Array | Uint32Array | Float64Array; readonly rounded: string | null } {
  const length = words.length / 2;
  const [toLow, toHigh] = lowFirst ? [0, 1] : [1, 0];
  let [least, greatest, inexact, first] = [Infinity, -Infinity, 0, -1];
  const at = (i: number): number => {
    const high = words[2 * i + toHigh]!;
    return (signed ? high | 0 : high) * WORD + words[2 * i + toLow]!;
  };
  for (let i = 0; i < length; i++) {
    const value = at(i);
    if (value < least) least = value;
    if (value > greatest) greatest = value;
    if (Math.abs(value) < EXACT || isExact(value, words[2 * i + toLow]!)) continue;
    if (inexact++ === 0) first = i;
  }
  const fits = length === 0 || (least >= -WORD / 2 && greatest < WORD / 2) ? Int32Array : least >= 0 && greatest < WORD ? Uint32Array : Float64Array;
  const values = new fits(length);
  for (let i = 0; i < length; i++) values[i] = at(i);
  const rounded = `${inexact.toLocaleString('en')} of its 64-bit integers are beyond ±2^53 and were rounded to floats of 64 bits, the first at place ${first}. If they are identifiers, number them from 0.`;
  return { values, rounded: inexact > 0 ? rounded : null };
}
