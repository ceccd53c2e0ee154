import { rowCount } from '../session-data';
import { asImages, heldOut, tapsOf } from './model';
import { nothing, type ViewOf } from './definition';

/** Held-out items, what the network got, and what it gave back; the error is the mean squared one of each item. */
export const reconstructions: ViewOf<'reconstructions'> = async (context, { count }) => {
  const { data, output, corrupted } = context.roles;
  if (!data || !output) return nothing('No Loss compares an output with the data, so there is no reconstruction to show.');
  const rows = heldOut(context, count);
  const taps = [data.tap, output.tap, ...(corrupted ? [corrupted] : [])];
  const [clean, given, noisy] = await tapsOf(context, taps, rows, corrupted ? 'evaluate' : 'infer');
  const images = rowCount(rows);
  const result = asImages(given!, output.type, images);
  const size = clean!.values.length / images;
  const errors = Float32Array.from({ length: images }, (_, i) => {
    let sum = 0;
    for (let j = i * size; j < (i + 1) * size; j++) sum += (clean!.values[j]! - result.values[j]!) ** 2;
    return sum / size;
  });
  return {
    kind: 'reconstructions',
    input: { shape: clean!.shape, count: images, values: clean!.values },
    corrupted: noisy ? { shape: noisy.shape, count: images, values: noisy.values } : null,
    output: result,
    errors,
  };
};
