/** A folder that `hourglass train` wrote. */
import { MEMBERS } from '../members';
import type { IncomingKind } from './definition';
import { holdsDrawing, readDrawing } from './drawing';

export const runFolder: IncomingKind = {
  id: 'run-folder',
  recognises: (bag) => holdsDrawing(bag) && bag.files.has(MEMBERS.metrics),
  read: (bag) => readDrawing(bag, 'a run of the command line'),
};
