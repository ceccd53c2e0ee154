import { columnShares } from '../column-shares';
import { nothing, type ViewOf } from './definition';
import { heldOut } from './model';

/** Of held-out rows, what each column gives to the error. */
export const columnSharesView: ViewOf<'column-shares'> = async (context, { count }) => {
  const shares = await columnShares(context, heldOut(context, count));
  return shares ? { kind: 'column-shares', ...shares } : nothing('No Loss compares an output with the rows of a table, so there are no columns to tell apart.');
};
