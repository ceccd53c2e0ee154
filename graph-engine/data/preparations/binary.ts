import { boundsOf, boundsTypescript, fitBounds, fits, fittedOf } from './bounds';
import type { Preparation } from './definition';

const natural = { low: 0, high: 1 };

export const binary: Preparation = {
  title: '0 or 1',
  help: '1 where a number is at least halfway from black to white, and 0 elsewhere.',
  range: 'binary',
  elementwise: true,
  fits,
  fit: (table, options) => fittedOf(fitBounds(table, options, [natural])),
  apply(fitted, values) {
    const { low, high } = boundsOf(fitted);
    for (let i = 0; i < values.length; i++) values[i] = values[i]! - low >= (high - low) / 2 ? 1 : 0;
  },
  undo(fitted, values) {
    const { low, high } = boundsOf(fitted);
    for (let i = 0; i < values.length; i++) values[i] = low + values[i]! * (high - low);
  },
  // 1 − (half > x − low), which is x − low ≥ half.
  write: (b, x, { low, high }) => b.sub(1, b.step(b.sub(b.mul(b.sub(high!, low!), 0.5), b.sub(x, low!)))),
  restore: (b, y, { low, high }) => b.add(low!, b.mul(y, b.sub(high!, low!))),
  leaves: () => false,
  assumed: fittedOf(natural),
  typescript: boundsTypescript(
    'binary',
    `/** 1 where a number is at least halfway from black to white, else 0. */
function binary(items: Items, { low, high }: Ends): Items {
  const [black, white] = [low.values[0]!, high.values[0]!];
  const values = items.values.map((value) => (value - black >= (white - black) / 2 ? 1 : 0));
  return { ...items, values };
}`,
    [natural],
  ),
};
