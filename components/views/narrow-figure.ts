/** A figure with as many digits, up to three, as there is room for. */

/** `characters`: how many fit; where not even one digit does, that is given. */
export function narrowFigure(value: number, characters: number): string {
  if (!Number.isFinite(value)) return '—';
  const isPlain = value === 0 || (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e5);
  const plain = isPlain ? [3, 2, 1].map((digits) => String(Number(value.toPrecision(digits)))) : [];
  const short = [2, 1, 0].map((digits) => value.toExponential(digits).replace('e+', 'e'));
  const [first = '', ...others] = isPlain ? [value.toPrecision(3).includes('e') ? plain[0]! : value.toPrecision(3), ...plain, ...short] : short;
  return [first, ...others].find((text) => text.length <= characters) ?? short.at(-1)!;
}
