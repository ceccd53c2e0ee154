/** The places of the chosen node in all files, one after the other. */
'use client';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import styles from './code-panel.module.css';
import type { Mark } from './project';

interface MarkStepsProps {
  readonly name: string;
  readonly marks: readonly Mark[];
  readonly path: string;
  readonly shown: Mark | null;
  onShow(mark: Mark): void;
}

export function MarkSteps({ name, marks, path, shown, onShow }: MarkStepsProps) {
  const found = marks.findIndex((mark) => mark.path === shown?.path && mark.fromLine === shown.fromLine);
  const at = found >= 0 ? found : Math.max(0, marks.findIndex((mark) => mark.path === path));
  const go = (by: number): void => onShow(marks[(at + by + marks.length) % marks.length]!);
  return (
    <span className={styles.steps}>
      Marked: {name}
      {marks.length > 1 && (
        <>
          {' '}
          <span aria-live="polite">
            {at + 1} of {marks.length}
          </span>
          <IconButton label="Lines before" size="small" onClick={() => go(-1)}>
            <ChevronUp aria-hidden />
          </IconButton>
          <IconButton label="Next lines" size="small" onClick={() => go(1)}>
            <ChevronDown aria-hidden />
          </IconButton>
        </>
      )}
    </span>
  );
}
