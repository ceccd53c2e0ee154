/**
 * One action = one object: menus, context menus, command palette, keyboard and the sheet of shortcuts are all derived from it.
 * Add one: put it into a list of this folder (`canvas-*.ts`, `training-*.ts`, …) and name the list in registry.ts.
 */
import type { LucideIcon } from 'lucide-react';
import type { Analysis } from '@/graph-engine/analysis/types';
import type { HourglassDocument } from '@/graph-engine/document/types';
import type { Selection } from '@/components/studio-state/selection';
import type { UiState } from '@/components/studio-state/ui-store';
import type { ActionPlace, ActionTarget } from '@/components/canvas-state/context-menu-store';

/** The menu of the top bar in which the action stands. */
export type ActionGroup = 'file' | 'edit' | 'view' | 'graph' | 'train' | 'help';
export interface ActionContext {
  readonly document: HourglassDocument;
  readonly analysis: Analysis;
  readonly selection: Selection;
  readonly ui: UiState;
  /** Why the document cannot be edited, or null. */
  readonly readOnly: string | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly target: ActionTarget;
}

export interface ActionDefinition {
  /** Stable, such as `edit.undo`. */
  readonly id: string;
  readonly title: string | ((context: ActionContext) => string);
  readonly group: ActionGroup;
  /** Entries of one menu with different sections are separated by a line. Default 0. */
  readonly section?: number;
  /** tinykeys notation: `$mod+z`, `Shift+A`, `?`, `Delete`. The first one is shown. */
  readonly shortcuts?: readonly string[];
  /** The shortcut also works while a text field has the focus. Default false. */
  readonly inTextFields?: boolean;
  /** Its shortcuts work only while the focus is on the canvas or nowhere; menus and palette run it at any time. Default false. */
  readonly keysOnCanvas?: boolean;
  readonly icon?: LucideIcon;
  /** One sentence for the command palette. */
  readonly help?: string;
  /** More words that find it in the command palette. */
  readonly keywords?: string;
  /** Context menus it stands in. */
  readonly places?: readonly ActionPlace[];
  /** It changes the document, so it is off while the document is read-only. Default false. */
  readonly edits?: boolean;
  /** Left out of menu and palette (a variant that only has a key). */
  readonly keyOnly?: boolean;
  /** Off (greyed, key ignored) when false. */
  when?(context: ActionContext): boolean;
  /** For what is switched on and off: draws a check mark. */
  checked?(context: ActionContext): boolean;
  run(context: ActionContext): void | Promise<void>;
}

/** Checks the type and keeps the list readonly. */
export const defineActions = (...actions: readonly ActionDefinition[]): readonly ActionDefinition[] => actions;
