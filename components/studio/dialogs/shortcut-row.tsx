/** One action in the sheet of shortcuts: its keys, and other ones for it. */
import { Pencil, RotateCcw } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ActionContext, ActionDefinition } from '@/components/actions/definition';
import { holdersOf, normalKeys, setShortcuts, shortcutsOf, useShortcuts } from '@/components/actions/own-shortcuts';
import { readPress } from '@/components/actions/read-press';
import { actions } from '@/components/actions/registry';
import { titleOf } from '@/components/actions/run-action';
import { announce } from '@/components/studio-state';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Keys } from '@/components/ui/keys';
import styles from './shortcut-sheet.module.css';

/** Calls back with the next shortcut that is pressed, or with null on Escape, before anything else hears of the keys. */
function usePress(waits: boolean, onPress: (shortcut: string | null) => void): void {
  useEffect(() => {
    if (!waits) return;
    const onKey = (event: KeyboardEvent): void => {
      event.preventDefault();
      event.stopPropagation();
      const shortcut = readPress(event);
      if (shortcut !== null || event.key === 'Escape' || event.key === 'Tab') onPress(shortcut);
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  });
}

export function ShortcutRow({ action, context }: { readonly action: ActionDefinition; readonly context: ActionContext }) {
  const [waits, setWaits] = useState(false);
  /** Pressed, and another action's. */
  const [taken, setTaken] = useState<string | null>(null);
  const isOwn = Object.hasOwn(useShortcuts().own, action.id);
  const title = titleOf(action, context);
  const keys = shortcutsOf(action);
  const take = (shortcut: string): void => {
    const without = (other: ActionDefinition): readonly string[] => shortcutsOf(other).filter((one) => normalKeys(one) !== normalKeys(shortcut));
    setShortcuts({ ...Object.fromEntries(holdersOf(shortcut, actions, action.id).map((other) => [other.id, without(other)])), [action.id]: [shortcut] });
    setTaken(null);
    announce(`${title} has new keys.`);
  };
  usePress(waits, (shortcut) => {
    setWaits(false);
    if (shortcut === null) return;
    if (holdersOf(shortcut, actions, action.id).length > 0) setTaken(shortcut);
    else take(shortcut);
  });
  const holders = taken === null ? [] : holdersOf(taken, actions, action.id).map((other) => titleOf(other, context));
  return (
    <div className={styles.row} data-testid={`shortcut-${action.id}`}>
      <dt>{title}</dt>
      <dd>
        {waits ? <em>Press the new keys, or Esc</em> : keys.length > 0 ? keys.map((shortcut) => <Keys key={shortcut} shortcut={shortcut} />) : <em>no keys</em>}
        <span className={styles.tools}>
          {isOwn && (
            <IconButton label={`Give ${title} its usual keys`} size="small" onClick={() => setShortcuts({ [action.id]: null })}>
              <RotateCcw aria-hidden />
            </IconButton>
          )}
          <IconButton label={`Change the keys of ${title}`} size="small" pressed={waits} onClick={() => setWaits(!waits)}>
            <Pencil aria-hidden />
          </IconButton>
        </span>
      </dd>
      {taken !== null && (
        <dd className={styles.taken} role="alert">
          <span>
            <Keys shortcut={taken} /> belongs to {holders.join(', ')}.
          </span>
          <Button size="small" onClick={() => take(taken)}>
            Take it over
          </Button>
          <Button size="small" variant="quiet" onClick={() => setTaken(null)}>
            Leave it
          </Button>
        </dd>
      )}
    </div>
  );
}
