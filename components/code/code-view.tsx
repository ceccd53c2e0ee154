/** One Monaco editor for all files: read-only, each file keeps its scroll place, marked lines are tinted and revealed. */
'use client';
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { editor } from 'monaco-editor/editor/editor.api';
import { reportFault } from '@/components/studio-state/messages';
import { getUi, isDark, setUi } from '@/components/studio-state/ui-store';
import { useThemeColors } from '@/components/pictures/use-theme-colors';
import styles from './code-panel.module.css';
import type { Mark } from './project';

type MonacoModule = typeof import('./monaco');
interface TextFile {
  readonly path: string;
  readonly text: string;
}
export interface CodeCommands {
  /** Opens the search of the file in view. */
  find(): void;
}
interface CodeViewProps {
  readonly commands: RefObject<CodeCommands | null>;
  readonly files: readonly TextFile[];
  readonly path: string;
  readonly marks: readonly Mark[];
  readonly allMarks: Readonly<Record<string, readonly Mark[]>>;
  /** The mark to be seen; anew when it is another object. */
  readonly shown: Mark | null;
}
interface Loaded {
  readonly module: MonacoModule;
  readonly view: editor.IStandaloneCodeEditor;
}

export function CodeView({ commands, files, path, marks, allMarks, shown }: CodeViewProps) {
  const box = useRef<HTMLDivElement>(null);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const models = useRef(new Map<string, { readonly model: editor.ITextModel; state: editor.ICodeEditorViewState | null }>());
  const lines = useRef({ path, allMarks });
  useEffect(() => {
    lines.current = { path, allMarks };
  }, [path, allMarks]);
  const colors = useThemeColors();

  useEffect(() => {
    let view: editor.IStandaloneCodeEditor | null = null;
    let live = true;
    const kept = models.current;
    import('./monaco')
      .then((module) => {
        if (!live || !box.current) return;
        view = module.monaco.editor.create(box.current, {
          ...module.reading,
          model: null,
          ariaLabel: 'Generated code',
        });
        view.onMouseMove(({ target }) => setUi({ highlightedNode: nodeAt(lines.current, target.position?.lineNumber) }));
        view.onMouseLeave(() => setUi({ highlightedNode: null }));
        const editor = view;
        commands.current = {
          find() {
            editor.focus();
            void editor.getAction('actions.find')?.run();
          },
        };
        setLoaded({ module, view });
      })
      .catch(reportFault);
    return () => {
      live = false;
      commands.current = null;
      setLoaded(null);
      view?.dispose();
      for (const { model } of kept.values()) model.dispose();
      kept.clear();
    };
  }, [commands]);

  useEffect(() => {
    if (!loaded || !colors) return;
    loaded.module.monaco.editor.setTheme(loaded.module.defineTheme(colors, isDark(getUi())));
  }, [loaded, colors]);

  useEffect(() => {
    if (!loaded) return;
    const { module, view } = loaded;
    for (const [known, { model }] of models.current) {
      if (files.some((file) => file.path === known)) continue;
      model.dispose();
      models.current.delete(known);
    }
    for (const file of files) {
      const known = models.current.get(file.path);
      if (!known) models.current.set(file.path, { model: module.monaco.editor.createModel(file.text, module.languageOf(file.path)), state: null });
      else if (known.model.getValue() !== file.text) known.model.setValue(file.text);
    }
    const next = models.current.get(path);
    const before = [...models.current.values()].find(({ model }) => model === view.getModel());
    if (!next || before === next) return;
    if (before) before.state = view.saveViewState();
    view.setModel(next.model);
    if (next.state) view.restoreViewState(next.state);
  }, [loaded, files, path]);

  useEffect(() => {
    if (!loaded) return;
    const here = marks.filter((mark) => mark.path === path);
    const decorations = loaded.view.createDecorationsCollection(
      here.map(({ fromLine, toLine }) => ({
        range: new loaded.module.monaco.Range(fromLine, 1, toLine, 1),
        options: { isWholeLine: true, className: styles.marked ?? '', linesDecorationsClassName: styles.markedEdge ?? '' },
      })),
    );
    return () => decorations.clear();
  }, [loaded, marks, path, files]);

  useEffect(() => {
    if (loaded && shown?.path === path) loaded.view.revealLineInCenterIfOutsideViewport(shown.fromLine);
  }, [loaded, shown, path]);

  return <div ref={box} className={styles.editor} aria-busy={loaded === null} data-testid="code" />;
}

/** The node with the tightest mark around a line. */
function nodeAt({ path, allMarks }: { readonly path: string; readonly allMarks: CodeViewProps['allMarks'] }, line: number | undefined): string | null {
  if (line === undefined) return null;
  let best: { node: string; length: number } | null = null;
  for (const [node, marks] of Object.entries(allMarks)) {
    for (const mark of marks) {
      const length = mark.toLine - mark.fromLine;
      if (mark.path === path && line >= mark.fromLine && line <= mark.toLine && (!best || length < best.length)) best = { node, length };
    }
  }
  return best?.node ?? null;
}
