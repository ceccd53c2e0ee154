/** One keyboard handler for every action. Text fields keep their own keys, but for actions that ask for them. */
import { useEffect } from 'react';
import { matchKeyBindingPress, parseKeybinding, type KeyBindingPress } from 'tinykeys';
import { canvasHasKeys } from '@/components/canvas-state/canvas-view';
import { placedKey } from '@/components/ui/placed-key';
import type { ActionDefinition } from './definition';
import { shortcutsOf, shortcutsStore } from './own-shortcuts';
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

interface Binding {
  readonly press: KeyBindingPress;
  readonly list: readonly ActionDefinition[];
}
/** Every shortcut is one press, never a series. */
export function bindingsOf(list: readonly ActionDefinition[]): readonly Binding[] {
  const byShortcut = new Map<string, ActionDefinition[]>();
  for (const action of list) {
    for (const shortcut of shortcutsOf(action)) byShortcut.set(shortcut, [...(byShortcut.get(shortcut) ?? []), action]);
  }
  return [...byShortcut].map(([shortcut, ofShortcut]) => ({ press: parseKeybinding(shortcut)[0]!, list: ofShortcut }));
}
/** A sign or a digit, which one layout gives by a key alone and another one by Shift (digits on AZERTY), AltGr or Option (brackets on QWERTZ). */
const isSign = (key: string): boolean => key.length === 1 && !/\p{L}/u.test(key);

/** The actions whose shortcut was pressed, whatever the layout of the keyboard. */
export function pressedActions(bindings: readonly Binding[], event: KeyboardEvent): readonly ActionDefinition[] {
  const key = placedKey(event);
  const without = (...ignored: readonly string[]): readonly ActionDefinition[] => {
    const placed = { key, code: event.code, getModifierState: (name: string) => !ignored.includes(name) && event.getModifierState(name) } as KeyboardEvent;
    return bindings.filter(({ press }) => matchKeyBindingPress(placed, press)).flatMap(({ list }) => list);
  };
  const pressed = without();
  if (pressed.length > 0 || !isSign(key)) return pressed;
  // Windows takes AltGr for Control and Alt.
  return event.getModifierState('AltGraph') ? without('Shift', 'Alt', 'AltGraph', 'Control') : without('Shift', 'Alt');
}

export function useActionKeys(): void {
  useEffect(() => {
    let bindings = bindingsOf(actions);
    const stop = shortcutsStore.subscribe(() => (bindings = bindingsOf(actions)));
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const pressed = pressedActions(bindings, event);
      if (pressed.length === 0) return;
      const { target } = event;
      if (target instanceof Element && target.closest('[role="dialog"]:not([data-shares-keys]), [role="menu"]')) return;
      const typing = isTextField(target);
      if (!typing && belongsToControl(event)) return;
      const done = pressed.some((action) => (!typing || action.inTextFields) && (!action.keysOnCanvas || canvasHasKeys()) && runAction(action));
      if (done) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      stop();
      window.removeEventListener('keydown', onKey);
    };
  }, []);
}
