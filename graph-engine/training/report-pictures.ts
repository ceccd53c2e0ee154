/** Pictures of a model for who looks at it later: what comes back of held-out items, beside the first baseline, and what it draws. */
import { partOfStrip, type ImageStrip } from './image-strip';
import type { ViewRequest, ViewResult } from './protocol';

export interface NamedRows {
  /** As of a file, without what its kind adds. */
  readonly name: 'reconstructions' | 'samples';
  readonly title: string;
  /** One above the other. */
  readonly rows: readonly ImageStrip[];
}
const ITEMS = 12;
const SEED = 1;

export async function picturesOf(view: (request: ViewRequest) => Promise<ViewResult>): Promise<readonly NamedRows[]> {
  const found: NamedRows[] = [];
  const back = await view({ kind: 'reconstructions', count: ITEMS, own: true });
  if (back.kind === 'reconstructions') {
    const beside = await view({ kind: 'rebuilt', items: [...back.items], gently: false, own: true });
    const names = ['Held-out items', ...(back.corrupted ? ['what the network gets'] : []), 'what comes back', ...(beside.kind === 'rebuilt' ? [`${beside.title} of the same`] : [])];
    found.push({ name: 'reconstructions', title: names.join('; '), rows: [back.input, ...(back.corrupted ? [back.corrupted] : []), back.output, ...(beside.kind === 'rebuilt' ? [beside.images] : [])] });
  }
  const drawn = await view({ kind: 'samples', count: 2 * ITEMS, seed: SEED, own: true });
  if (drawn.kind === 'samples' && drawn.images.count === 2 * ITEMS) found.push({ name: 'samples', title: `Samples, from ${drawn.from}`, rows: [partOfStrip(drawn.images, 0, ITEMS), partOfStrip(drawn.images, ITEMS, ITEMS)] });
  return found;
}
