/** Between two items of the code, or to a given point of it. */
import { sizeOf } from '../../document/shape';
import { between, inTurn } from './conditions';
import { decode, heldOut, tapsOf } from './model';
import { nothing, type ViewContext, type ViewOf } from './definition';

const NO_CODE = nothing('No code leads to an output in this graph.');

/** Codes of held-out items 0 … `last`, and the size of one. */
async function codesUpTo(context: ViewContext, last: number): Promise<{ codes: Float32Array; size: number; items: number } | null> {
  if (!context.roles.code) return null;
  const [rows] = await tapsOf(context, [context.roles.code.tap], heldOut(context, last + 1));
  const size = sizeOf(rows!.shape);
  return { codes: rows!.values, size, items: rows!.values.length / size };
}
const row = (codes: Float32Array, size: number, index: number): Float32Array => codes.subarray(index * size, (index + 1) * size);

export const interpolation: ViewOf<'interpolation'> = async (context, { from, to, steps }) => {
  const found = await codesUpTo(context, Math.max(from, to));
  if (!found) return NO_CODE;
  const { size, items } = found;
  const [first, last] = [Math.min(from, items - 1), Math.min(to, items - 1)];
  const [a, b] = [row(found.codes, size, first), row(found.codes, size, last)];
  const codes = Float32Array.from({ length: steps * size }, (_, i) => {
    const t = steps > 1 ? Math.floor(i / size) / (steps - 1) : 0;
    return (1 - t) * a[i % size]! + t * b[i % size]!;
  });
  const images = await decode(context, codes, steps, between(context, first, last, steps));
  return images ? { kind: 'interpolation', images } : NO_CODE;
};

export const decodePoint: ViewOf<'decode'> = async (context, { code }) => {
  const size = context.roles.code ? sizeOf(context.roles.code.type.shape) : 0;
  if (size !== code.length) return nothing(`The code of this graph has ${size} dimensions, and ${code.length} were given.`);
  const images = await decode(context, Float32Array.from(code), 1, inTurn(context, 1));
  return images ? { kind: 'decode', images } : NO_CODE;
};
