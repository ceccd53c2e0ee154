/** The order of names as people sort them: `s2` before `s10`. Written here, because that of a browser or of Node depends on its version. */
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const lower = (code: number): number => (code >= 65 && code <= 90 ? code + 32 : code);

/** Case and leading zeros decide where nothing else does. */
export function byName(a: string, b: string): number {
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(j)];
    if (isDigit(x) && isDigit(y)) {
      const [one, other] = [numberAt(a, i), numberAt(b, j)];
      if (one.digits.length !== other.digits.length) return one.digits.length - other.digits.length;
      if (one.digits !== other.digits) return one.digits < other.digits ? -1 : 1;
      [i, j] = [one.end, other.end];
    } else {
      if (lower(x) !== lower(y)) return lower(x) - lower(y);
      i++;
      j++;
    }
  }
  return a.length - i - (b.length - j) || (a < b ? -1 : a > b ? 1 : 0);
}

function numberAt(text: string, from: number): { readonly digits: string; readonly end: number } {
  let start = from;
  while (text.charCodeAt(start) === 48) start++;
  let end = start;
  while (isDigit(text.charCodeAt(end))) end++;
  return { digits: text.slice(start, end), end };
}
