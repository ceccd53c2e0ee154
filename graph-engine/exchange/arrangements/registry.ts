import { asItLies } from './as-it-lies';
import { channelsFirst } from './channels-first';
import { channelsLast } from './channels-last';
import type { Arrangement } from './definition';
import { transposed } from './transposed';

/** In the order in which they are tried; of a file of PyTorch its own first. */
export const arrangements: readonly Arrangement[] = [asItLies, channelsFirst, transposed, channelsLast];

export function arrangementOf(id: string): Arrangement {
  const found = arrangements.find((one) => one.id === id);
  if (!found) throw new Error(`internal: there is no arrangement ${id}`);
  return found;
}
