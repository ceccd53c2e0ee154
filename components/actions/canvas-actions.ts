/** Every action of the canvas, in the order of the menus. */
import { canvasArrangeActions } from './canvas-arrange-actions';
import { canvasClipboardActions } from './canvas-clipboard-actions';
import { canvasGroupActions } from './canvas-group-actions';
import { canvasModeActions } from './canvas-mode-actions';
import { canvasNodeActions } from './canvas-node-actions';
import { canvasViewActions } from './canvas-view-actions';
import { canvasWireActions } from './canvas-wire-actions';
import type { ActionDefinition } from './definition';

export const canvasActions: readonly ActionDefinition[] = [...canvasViewActions, ...canvasClipboardActions, ...canvasNodeActions, ...canvasGroupActions, ...canvasModeActions, ...canvasWireActions, ...canvasArrangeActions];
