/** Every action of the studio: one line per list. */
import { canvasActions } from './canvas-actions';
import type { ActionDefinition } from './definition';
import { documentActions } from './document-actions';
import { editActions } from './edit-actions';
import { helpActions } from './help-actions';
import { trainingActions } from './training-actions';
import { viewActions } from './view-actions';

export const actions: readonly ActionDefinition[] = [
  ...documentActions,
  ...editActions,
  ...viewActions,
  ...canvasActions,
  ...trainingActions,
  ...helpActions,
];

const byId: ReadonlyMap<string, ActionDefinition> = new Map(actions.map((action) => [action.id, action]));

export function actionOf(id: string): ActionDefinition {
  const action = byId.get(id);
  if (!action) throw new Error(`internal: no action is called "${id}"`);
  return action;
}
