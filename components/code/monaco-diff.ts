/** Monaco's editor of differences; loaded when code is compared. */
import 'monaco-editor/features/diffEditor/register';
import type { editor } from 'monaco-editor/editor/editor.api';
import type { ThemeColors } from '@/components/pictures/use-theme-colors';
import { defineTheme, languageOf, monaco, reading } from './monaco';

export interface Texts {
  readonly path: string;
  readonly before: string;
  readonly now: string;
}

export function openDiff(element: HTMLElement, colors: ThemeColors, dark: boolean): { show(texts: Texts): void; close(): void } {
  monaco.editor.setTheme(defineTheme(colors, dark));
  const view = monaco.editor.createDiffEditor(element, {
    ...reading,
    originalEditable: false,
    // Side by side where there is room for both.
    renderSideBySide: true,
    useInlineViewWhenSpaceIsLimited: true,
    renderSideBySideInlineBreakpoint: 820,
    hideUnchangedRegions: { enabled: true, contextLineCount: 3, minimumLineCount: 3 },
    ariaLabel: 'What changes in the generated code',
  });
  let shown: { readonly path: string; readonly original: editor.ITextModel; readonly modified: editor.ITextModel } | null = null;
  const forget = (): void => {
    view.setModel(null);
    shown?.original.dispose();
    shown?.modified.dispose();
    shown = null;
  };
  return {
    show({ path, before, now }) {
      if (shown?.path === path) {
        if (shown.original.getValue() !== before) shown.original.setValue(before);
        if (shown.modified.getValue() !== now) shown.modified.setValue(now);
        return;
      }
      forget();
      shown = { path, original: monaco.editor.createModel(before, languageOf(path)), modified: monaco.editor.createModel(now, languageOf(path)) };
      view.setModel({ original: shown.original, modified: shown.modified });
    },
    close() {
      forget();
      view.dispose();
    },
  };
}
