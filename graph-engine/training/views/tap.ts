import { rowCount } from '../session-data';
import { asImages, heldOut, tapsOf } from './model';
import { nothing, type ViewOf } from './definition';

/** The value at any output port for held-out items, with noise on: what a node shows of itself. */
export const tap: ViewOf<'tap'> = async (context, { tap: name, count }) => {
  const [node, port] = name.split('.') as [string, string];
  const type = context.session.analysis.nodes[node]?.types[port];
  if (!type) return nothing('Nothing is computed at this port.');
  const rows = heldOut(context, count);
  const [values] = await tapsOf(context, [name], rows, 'evaluate');
  return { kind: 'tap', images: asImages(values!, type, rowCount(rows)) };
};
