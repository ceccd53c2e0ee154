/** Runs an action by its id, with the context of this moment; its faults go to the error panel. */
import { reportFault } from '@/components/studio-state/messages';
import { getSelection } from '@/components/studio-state/selection';
import { studioStore } from '@/components/studio-state/studio-store';
import { getUi } from '@/components/studio-state/ui-store';
import type { ActionTarget } from '@/components/canvas-state/context-menu-store';
import type { ActionContext, ActionDefinition } from './definition';

/** Null before a document is open. */
export function actionContext(target: ActionTarget = {}): ActionContext | null {
  const { open } = studioStore.getState();
  if (!open) return null;
  return {
    document: open.document,
    analysis: open.analysis,
    selection: getSelection(),
    ui: getUi(),
    readOnly: open.readOnly,
    canUndo: open.canUndo,
    canRedo: open.canRedo,
    target,
  };
}

export const isEnabled = (action: ActionDefinition, context: ActionContext): boolean =>
  !(action.edits && context.readOnly) && (action.when?.(context) ?? true);

export const titleOf = (action: ActionDefinition, context: ActionContext): string =>
  typeof action.title === 'string' ? action.title : action.title(context);

/** False when the action is off at this moment. */
export function runAction(action: ActionDefinition, target: ActionTarget = {}): boolean {
  const context = actionContext(target);
  if (!context || !isEnabled(action, context)) return false;
  try {
    const result = action.run(context);
    if (result instanceof Promise) result.catch(reportFault);
  } catch (error) {
    reportFault(error);
  }
  return true;
}
