/** One keyboard handler for every action. Text fields keep their own keys, but for actions that ask for them. */
import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { canvasHasKeys } from '@/components/canvas/canvas-view';
import type { ActionDefinition } from './definition';
import { actions } from './registry';
import { runAction } from './run-action';

const textInputs = new Set(['text', 'search', 'number', 'email', 'url', 'tel', 'password', 'date', 'time']);

export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && textInputs.has(target.type);
}

/** Keys that a focused control needs for itself. */
function belongsToControl(event: KeyboardEvent): boolean {
  const { target } = event;
  if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return false;
  // A menu that was used keeps the focus on its title: letters and arrows are its own, shortcuts are not.
  if (target.closest('[role="menubar"]')) return true;
  const arrows = event.key.startsWith('Arrow');
  if (event.key === 'Enter' || event.key === ' ') return target.closest('button, a, summary, [role="button"], [role="option"], [role="switch"], select') !== null;
  // The buttons that lie on the canvas are passed by Tab, so that nobody is caught between them and the search.
  if (event.key === 'Tab') return target.closest('[data-canvas]') === null || target.closest('[data-canvas-overlay]') !== null;
  return arrows && target.closest('select, input, [role="slider"], [role="tab"], [role="separator"], [role="listbox"], [role="tree"]') !== null;
}

export function useActionKeys(): void {
  useEffect(() => {
    const byShortcut = new Map<string, ActionDefinition[]>();
    for (const action of actions) {
      for (const shortcut of action.shortcuts ?? []) byShortcut.set(shortcut, [...(byShortcut.get(shortcut) ?? []), action]);
    }
    const bindings = Object.fromEntries(
      [...byShortcut].map(([shortcut, list]) => [
        shortcut,
        (event: KeyboardEvent): void => {
          if (event.defaultPrevented || event.isComposing) return;
          const { target } = event;
          if (target instanceof Element && target.closest('[role="dialog"], [role="menu"]')) return;
          const typing = isTextField(target);
          if (!typing && belongsToControl(event)) return;
          const done = list.some((action) => (!typing || action.inTextFields) && (!action.keysOnCanvas || canvasHasKeys()) && runAction(action));
          if (done) event.preventDefault();
        },
      ]),
    );
    return tinykeys(window, bindings);
  }, []);
}
