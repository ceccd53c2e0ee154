/** The shortcuts of actions: as they are defined, or as the user set them, which is kept in the browser. */
import { useStore } from 'zustand';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { keptAs } from '@/components/studio-state/settings-storage';
import type { ActionDefinition } from './definition';

export interface OwnShortcuts {
  /** By action id; an empty list takes every key away. */
  readonly own: Readonly<Record<string, readonly string[]>>;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isKeys = (value: unknown): value is string[] => Array.isArray(value) && value.every((one) => typeof one === 'string' && one.length > 0 && one.length < 60);

/** What is kept may be damaged, or of another version: what is no list of keys is left out. */
export const soundShortcuts = (kept: unknown): OwnShortcuts => ({
  own: Object.fromEntries(Object.entries(isRecord(kept) && isRecord(kept['own']) ? kept['own'] : {}).flatMap(([id, keys]) => (isKeys(keys) ? [[id, keys]] : []))),
});

export const shortcutsStore = createStore<OwnShortcuts>()(
  persist(() => ({ own: {} }), {
    ...keptAs<OwnShortcuts>('hourglass-shortcuts'),
    merge: soundShortcuts,
  }),
);

const none: readonly string[] = [];
export const shortcutsOf = ({ id, shortcuts = none }: ActionDefinition): readonly string[] => shortcutsStore.getState().own[id] ?? shortcuts;
/** Draws anew when a shortcut was changed. */
export const useShortcuts = (): OwnShortcuts => useStore(shortcutsStore);

/** Null gives back the defined ones. */
export function setShortcuts(changes: Readonly<Record<string, readonly string[] | null>>): void {
  const own = { ...shortcutsStore.getState().own, ...changes };
  shortcutsStore.setState({ own: Object.fromEntries(Object.entries(own).filter((entry): entry is [string, readonly string[]] => entry[1] !== null)) });
}
export function resetShortcuts(): void {
  shortcutsStore.setState({ own: {} });
}

/** `$mod+Shift+z` and `$mod+Shift+KeyZ` are the same keys. */
export const normalKeys = (shortcut: string): string =>
  shortcut
    .split(/\+(?!$)/)
    .map((part) => part.replace(/^(Key|Digit)(?=.$)/, '').toLowerCase())
    .sort()
    .join('+');

/** The other actions that have these keys. */
export const holdersOf = (shortcut: string, actions: readonly ActionDefinition[], not: string): readonly ActionDefinition[] =>
  actions.filter((action) => action.id !== not && shortcutsOf(action).some((keys) => normalKeys(keys) === normalKeys(shortcut)));
