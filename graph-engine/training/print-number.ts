/** A number of the data for a sentence: whole numbers as they are, others to five digits, thousands apart, a true minus. */
export function printNumber(x: number): string {
  const whole = Object.is(Math.fround(x), x) && Number.isInteger(x);
  const text = Math.abs(x) >= 1e15 ? x.toExponential(4) : x.toLocaleString('en', whole ? {} : { maximumSignificantDigits: 5 });
  return text.replace('-', '−');
}
