import { sizeOf } from '../../document/shape';

/** Where element `i` of a tensor of shape `to` finds its number in one of shape `from`: an expression of WGSL. */
export function broadcastIndex(from: readonly number[], to: readonly number[], i = 'i'): string {
  const count = sizeOf(from);
  // First, because what is computed from single numbers alone is one too, whatever `i` counts: beyond the end some drivers give the last number, some zero.
  if (count === 1) return '0u';
  if (count === sizeOf(to)) return i;
  const padded = [...new Array<number>(to.length - from.length).fill(1), ...from];
  // Axes side by side that are repeated, or kept, together.
  const runs: { size: number; kept: boolean }[] = [];
  to.forEach((size, axis) => {
    if (size === 1) return;
    const kept = padded[axis] !== 1;
    const last = runs.at(-1);
    if (last?.kept === kept) last.size *= size;
    else runs.push({ size, kept });
  });
  let [outer, inner] = [sizeOf(to), count];
  const terms = runs.flatMap(({ size, kept }, position) => {
    outer /= size;
    if (!kept) return [];
    inner /= size;
    const quotient = outer === 1 ? i : `(${i} / ${outer}u)`;
    const digit = position === 0 ? quotient : `(${quotient} % ${size}u)`;
    return [inner === 1 ? digit : `${digit} * ${inner}u`];
  });
  return terms.join(' + ');
}
