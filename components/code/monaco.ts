/** Monaco with what a reader needs, and no language service: colours, search and folding. Loaded when the code panel opens. */
import * as monaco from 'monaco-editor/editor/editor.api';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/links/register';
import 'monaco-editor/features/wordHighlighter/register';
import 'monaco-editor/languages/definitions/javascript/register';
import 'monaco-editor/languages/definitions/markdown/register';
import 'monaco-editor/languages/definitions/python/register';
import 'monaco-editor/languages/definitions/typescript/register';
import type { ThemeColors } from '@/components/pictures/use-theme-colors';

self.MonacoEnvironment = {
  getWorker: () => new Worker(new URL('monaco-editor/editor/editor.worker', import.meta.url), { type: 'module' }),
};

/** How every editor of the panel reads. */
export const reading = {
  readOnly: true,
  domReadOnly: true,
  automaticLayout: true,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  fontSize: 12.5,
  lineHeight: 19,
  fontFamily: "'Geist Mono Variable', ui-monospace, Menlo, monospace",
  lineNumbersMinChars: 3,
  folding: true,
  renderLineHighlight: 'line',
  overviewRulerLanes: 0,
  padding: { top: 8, bottom: 8 },
  stickyScroll: { enabled: false },
  tabFocusMode: true,
} as const satisfies monaco.editor.IStandaloneEditorConstructionOptions;

const languages: Readonly<Record<string, string>> = { ts: 'typescript', js: 'javascript', mjs: 'javascript', json: 'javascript', md: 'markdown', py: 'python' };
export const languageOf = (path: string): string => languages[path.slice(path.lastIndexOf('.') + 1)] ?? 'plaintext';

/** Takes the studio's colours; returns the name of the theme. */
export function defineTheme(colors: ThemeColors, dark: boolean): string {
  const name = dark ? 'hourglass-dark' : 'hourglass-light';
  const plain = (token: string): string => colors(token).replace('#', '');
  monaco.editor.defineTheme(name, {
    base: dark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: 'comment', foreground: plain('--text-faint'), fontStyle: 'italic' },
      { token: 'keyword', foreground: plain('--port-distribution') },
      { token: 'string', foreground: plain('--port-logits') },
      { token: 'number', foreground: plain('--port-code') },
      { token: 'type.identifier', foreground: plain('--port-data') },
      { token: 'delimiter', foreground: plain('--text-muted') },
    ],
    colors: {
      'editor.background': colors('--surface'),
      'editor.foreground': colors('--text'),
      'editorLineNumber.foreground': colors('--text-faint'),
      'editorLineNumber.activeForeground': colors('--text'),
      'editor.lineHighlightBackground': colors('--surface-sunken'),
      'editor.lineHighlightBorder': '#00000000',
      'editorIndentGuide.background1': colors('--border'),
      'scrollbarSlider.background': `${colors('--border-strong')}99`,
      'diffEditor.insertedTextBackground': `${colors('--success')}33`,
      'diffEditor.removedTextBackground': `${colors('--error')}33`,
      'diffEditor.insertedLineBackground': `${colors('--success')}1a`,
      'diffEditor.removedLineBackground': `${colors('--error')}1a`,
    },
  });
  return name;
}
export { monaco };
