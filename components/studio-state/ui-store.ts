/** The state of the window: theme, panels, dialogs, phone tab. Theme and the user's choices of panels are kept in the browser. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { persist } from 'zustand/middleware';
import { keptAs } from './settings-storage';

export type Theme = 'system' | 'light' | 'dark';
export type PanelName = 'palette' | 'inspector' | 'drawer' | 'code';
export type DialogName = 'gallery' | 'commands' | 'shortcuts' | 'documents' | 'versions' | 'history' | 'about' | 'share' | 'share-file' | 'received' | 'weights' | 'runs' | 'refused';
export type PhoneTab = 'graph' | 'train' | 'look' | 'code';

export interface UiState {
  readonly theme: Theme;
  readonly panels: Readonly<Record<PanelName, boolean>>;
  /** Panels that the user opened or closed: they stay so, and no other opens or closes by itself what is named here. */
  readonly chosen: Readonly<Partial<Record<PanelName, boolean>>>;
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
  /** The document that the dialog is about, where that is not the open one. */
  readonly dialogOf: string | null;
  /** The node that another panel points at (code line, problem list, drawer); the canvas draws a halo. */
  readonly highlightedNode: string | null;
  /** The field of the selected node that a problem points at; the inspector scrolls to it. */
  readonly focusedField: string | null;
  readonly phone: boolean;
  /** The graph or one view fills the screen, in large type. */
  readonly presenting: boolean;
  readonly phoneTab: PhoneTab;
}

/** Narrower windows have no room for the inspector beside a legible graph: it opens with the first selection. */
const roomForInspector = '(min-width: 1360px)';
const panelsAtFirst = { palette: false, inspector: typeof window === 'undefined' || matchMedia(roomForInspector).matches, drawer: false, code: false };

const initial: UiState = {
  theme: 'system',
  panels: panelsAtFirst,
  chosen: {},
  drawerTab: 'losses',
  codeTarget: 'typescript',
  codePlace: 'over',
  codeWidth: 720,
  codeTree: true,
  dialog: null,
  dialogOf: null,
  highlightedNode: null,
  focusedField: null,
  phone: false,
  presenting: false,
  phoneTab: 'graph',
};

export const uiStore = createStore<UiState>()(
  persist(() => initial, {
    ...keptAs<Pick<UiState, 'theme' | 'chosen' | 'drawerTab' | 'codeTarget' | 'codePlace' | 'codeWidth' | 'codeTree'>>('hourglass-window', 2),
    partialize: ({ theme, chosen, drawerTab, codeTarget, codePlace, codeWidth, codeTree }) => ({ theme, chosen, drawerTab, codeTarget, codePlace, codeWidth, codeTree }),
    // Which panels an earlier version had open is no choice.
    migrate: (kept) => ({ ...(kept as Partial<UiState>), panels: panelsAtFirst, chosen: {} }) as UiState,
    merge: (kept, state) => {
      const known = { ...state, ...(kept as Partial<UiState> | undefined) };
      return { ...known, panels: { ...panelsAtFirst, ...known.chosen } };
    },
  }),
);

export const setUi = (patch: Partial<UiState>): void => void uiStore.setState(patch);
export const getUi = (): UiState => uiStore.getState();
/** Whether dark colours are on: chosen, or those of the system. */
export const isDark = ({ theme }: UiState): boolean => theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
export const openDialog = (dialog: DialogName | null, dialogOf: string | null = null): void => setUi({ dialog, dialogOf });
/** Opens or closes a panel for what the user does now. */
export const setPanel = (panel: PanelName, open: boolean): void =>
  void uiStore.setState(({ panels }) => (panels[panel] === open ? {} : { panels: { ...panels, [panel]: open } }));
/** Opens or closes a panel by itself: not against the user's choice. */
export function offerPanel(panel: PanelName, open: boolean): void {
  if (getUi().chosen[panel] === undefined) setPanel(panel, open);
}
/** By the user's hand. */
export function togglePanel(panel: PanelName): void {
  const open = !getUi().panels[panel];
  setPanel(panel, open);
  setUi({ chosen: { ...getUi().chosen, [panel]: open } });
}

export function useUi(): UiState;
export function useUi<T>(selector: (ui: UiState) => T): T;
export function useUi<T>(selector?: (ui: UiState) => T): T | UiState {
  return useStore(uiStore, selector ?? ((ui) => ui as T & UiState));
}
