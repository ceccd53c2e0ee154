import { boundsOf, boundsTypescript, fitBounds, fits, fittedOf } from './bounds';
import type { Preparation } from './definition';

const natural = [{ low: 0, high: 1 }, { low: -1, high: 1 }] as const;

export const signed: Preparation = {
  title: 'From −1 to 1',
  help: 'Black is −1, white is 1; goes with tanh. Numbers that lie elsewhere are brought there, by the least and the greatest one of the training items.',
  range: 'signed',
  elementwise: true,
  fits,
  fit: (table, options) => fittedOf(fitBounds(table, options, natural)),
  apply(fitted, values) {
    const { low, high } = boundsOf(fitted);
    for (let i = 0; i < values.length; i++) values[i] = (2 * (values[i]! - low)) / (high - low) - 1;
  },
  undo(fitted, values) {
    const { low, high } = boundsOf(fitted);
    for (let i = 0; i < values.length; i++) values[i] = low + ((values[i]! + 1) / 2) * (high - low);
  },
  write: (b, x, { low, high }) => b.sub(b.div(b.mul(b.sub(x, low!), 2), b.sub(high!, low!)), 1),
  restore: (b, y, { low, high }) => b.add(low!, b.mul(b.mul(b.add(y, 1), 0.5), b.sub(high!, low!))),
  leaves(fitted) {
    const { low, high } = boundsOf(fitted);
    return low === -1 && high === 1;
  },
  assumed: fittedOf(natural[0]),
  typescript: boundsTypescript(
    'signed',
    `/** From −1, which is black, to 1, which is white. */
function signed(items: Items, { low, high }: Ends): Items {
  const [black, white] = [low.values[0]!, high.values[0]!];
  const values = items.values.map((value) => (2 * (value - black)) / (white - black) - 1);
  return { ...items, values };
}`,
    natural,
  ),
};
