import { boundsOf, boundsTypescript, fitBounds, fits, fittedOf } from './bounds';
import type { Preparation } from './definition';

const natural = { low: 0, high: 1 };

export const unit: Preparation = {
  title: 'From 0 to 1',
  help: 'Black is 0, white is 1. Numbers that lie elsewhere are brought there, by the least and the greatest one of the training items.',
  range: 'unit',
  elementwise: true,
  fits,
  fit: (table, options) => fittedOf(fitBounds(table, options, [natural])),
  apply(fitted, values) {
    const { low, high } = boundsOf(fitted);
    for (let i = 0; i < values.length; i++) values[i] = (values[i]! - low) / (high - low);
  },
  undo(fitted, values) {
    const { low, high } = boundsOf(fitted);
    for (let i = 0; i < values.length; i++) values[i] = low + values[i]! * (high - low);
  },
  write: (b, x, { low, high }) => b.div(b.sub(x, low!), b.sub(high!, low!)),
  restore: (b, y, { low, high }) => b.add(low!, b.mul(y, b.sub(high!, low!))),
  leaves(fitted) {
    const { low, high } = boundsOf(fitted);
    return low === 0 && high === 1;
  },
  assumed: fittedOf(natural),
  typescript: boundsTypescript(
    'unit',
    `/** From 0, which is black, to 1, which is white. */
function unit(items: Items, { low, high }: Ends): Items {
  const [black, white] = [low.values[0]!, high.values[0]!];
  return { ...items, values: items.values.map((value) => (value - black) / (white - black)) };
}`,
    [natural],
  ),
};
