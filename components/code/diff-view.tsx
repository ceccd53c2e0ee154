/** The text of a file beside what it was: Monaco's editor of differences, read-only. */
'use client';
import { useEffect, useRef } from 'react';
import { reportFault } from '@/components/studio-state/messages';
import { getUi, isDark } from '@/components/studio-state/ui-store';
import { useThemeColors } from '@/components/pictures/use-theme-colors';
import styles from './code-panel.module.css';

interface DiffViewProps {
  readonly path: string;
  readonly before: string;
  readonly now: string;
}

export function DiffView({ path, before, now }: DiffViewProps) {
  const box = useRef<HTMLDivElement>(null);
  const show = useRef<((texts: DiffViewProps) => void) | null>(null);
  const wanted = useRef({ path, before, now });
  const colors = useThemeColors();
  useEffect(() => {
    if (!colors) return;
    let live = true;
    let end: (() => void) | null = null;
    import('./monaco-diff')
      .then(({ openDiff }) => {
        if (!live || !box.current) return;
        const diff = openDiff(box.current, colors, isDark(getUi()));
        show.current = diff.show;
        end = diff.close;
        diff.show(wanted.current);
      })
      .catch(reportFault);
    return () => {
      live = false;
      show.current = null;
      end?.();
    };
  }, [colors]);
  useEffect(() => {
    wanted.current = { path, before, now };
    show.current?.(wanted.current);
  }, [path, before, now]);
  return <div ref={box} className={styles.editor} data-testid="code-changes" aria-label={`What changes in ${path}`} role="region" />;
}
