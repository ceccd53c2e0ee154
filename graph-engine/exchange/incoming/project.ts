/** A project that was exported from here, in any language: its drawing is in it. */
import type { IncomingKind } from './definition';
import { holdsDrawing, readDrawing } from './drawing';

export const project: IncomingKind = {
  id: 'project',
  recognises: holdsDrawing,
  read: (bag) => readDrawing(bag, 'an exported project'),
};
