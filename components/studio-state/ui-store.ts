/** The state of the window: theme, panels, dialogs, phone tab. Theme and panels are kept in the browser. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { createJSONStorage, persist } from 'zustand/middleware';
import { settingsStorage } from './settings-storage';

export type Theme = 'system' | 'light' | 'dark';
export type PanelName = 'palette' | 'inspector' | 'drawer' | 'code';
export type DialogName = 'gallery' | 'commands' | 'shortcuts' | 'documents' | 'history' | 'about' | 'share' | 'share-file' | 'received' | 'weights' | 'runs' | 'refused';
export type PhoneTab = 'graph' | 'train' | 'look' | 'code';

export interface UiState {
  readonly theme: Theme;
  readonly panels: Readonly<Record<PanelName, boolean>>;
  /** The tab of the bottom drawer; the drawer's owner names its tabs. */
  readonly drawerTab: string;
  /** What the code panel writes, by its name among the targets. */
  readonly codeTarget: string;
  /** The code panel lies over the canvas, so many pixels wide, or beside it. */
  readonly codePlace: 'over' | 'beside';
  readonly codeWidth: number;
  /** Its files as a tree, or as a list to choose from, which leaves the width to the code. */
  readonly codeTree: boolean;
  readonly dialog: DialogName | null;
  /** The node that another panel points at (code line, problem list, drawer); the canvas draws a halo. */
  readonly highlightedNode: string | null;
  /** The field of the selected node that a problem points at; the inspector scrolls to it. */
  readonly focusedField: string | null;
  readonly phone: boolean;
  readonly phoneTab: PhoneTab;
}

const initial: UiState = {
  theme: 'system',
  panels: { palette: true, inspector: true, drawer: true, code: false },
  drawerTab: 'losses',
  codeTarget: 'typescript',
  codePlace: 'over',
  codeWidth: 720,
  codeTree: true,
  dialog: null,
  highlightedNode: null,
  focusedField: null,
  phone: false,
  phoneTab: 'graph',
};

export const uiStore = createStore<UiState>()(
  persist(() => initial, {
    name: 'hourglass-window',
    version: 1,
    skipHydration: typeof window === 'undefined',
    storage: createJSONStorage(() => settingsStorage(localStorage)),
    partialize: ({ theme, panels, drawerTab, codeTarget, codePlace, codeWidth, codeTree }) => ({ theme, panels, drawerTab, codeTarget, codePlace, codeWidth, codeTree }),
  }),
);

export const setUi = (patch: Partial<UiState>): void => void uiStore.setState(patch);
export const getUi = (): UiState => uiStore.getState();
/** Whether dark colours are on: chosen, or those of the system. */
export const isDark = ({ theme }: UiState): boolean => theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
export const openDialog = (dialog: DialogName | null): void => setUi({ dialog });
export const setPanel = (panel: PanelName, open: boolean): void =>
  void uiStore.setState(({ panels }) => (panels[panel] === open ? {} : { panels: { ...panels, [panel]: open } }));
export const togglePanel = (panel: PanelName): void => setPanel(panel, !getUi().panels[panel]);

export function useUi(): UiState;
export function useUi<T>(selector: (ui: UiState) => T): T;
export function useUi<T>(selector?: (ui: UiState) => T): T | UiState {
  return useStore(uiStore, selector ?? ((ui) => ui as T & UiState));
}
