import { asItLies } from './as-it-lies';
import { channelsLast } from './channels-last';
import type { Arrangement } from './definition';
import { transposed } from './transposed';

/** What applies is tried in this order. */
export const arrangements: readonly Arrangement[] = [asItLies, transposed, channelsLast];

export function arrangementOf(id: string): Arrangement {
  const found = arrangements.find((one) => one.id === id);
  if (!found) throw new Error(`internal: there is no arrangement ${id}`);
  return found;
}
