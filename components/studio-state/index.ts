/** What components take from the studio's state. */
export { getStudio, useAnalysis, useDocument, useStudio } from './use-studio';
export { applyFix, batch, beginGesture, cancelGesture, commitGesture, dispatch, goToHistory, openDocument, redo, undo, type DispatchOptions } from './studio';
export { getSelection, select, selectionStore, useSelection, type Selection } from './selection';
export { getUi, offerPanel, openDialog, setPanel, setUi, togglePanel, uiStore, useUi, type PanelName, type PhoneTab, type UiState } from './ui-store';
export { flashNode } from './flash-node';
export { announce, notify, reportFault } from './messages';
export { studioStore, type HistoryRow, type StudioState } from './studio-store';
