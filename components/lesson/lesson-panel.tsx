/** The lesson of a template beside its graph: what it is, and steps that are ticked as they are done. While something is selected, only the next step. */
import { ChevronDown, ChevronUp, GraduationCap, X } from 'lucide-react';
import { useState } from 'react';
import { useSelection } from '@/components/studio-state';
import { showLesson } from '@/components/studio-state/lesson-store';
import { IconButton } from '@/components/ui/icon-button';
import { LessonBody } from './lesson-body';
import { progressOf, useLessonOf } from './use-template';
import styles from './lesson.module.css';

export function LessonPanel({ document }: { readonly document: string }) {
  const of = useLessonOf(document);
  const selected = useSelection(({ nodes, wires }) => nodes.length + wires.length > 0);
  const [unfolded, setUnfolded] = useState<boolean | null>(null);
  if (!of) return null;
  const { title, lesson } = of.template;
  const { done } = progressOf(of);
  const isOpen = unfolded ?? !selected;
  return (
    <section className={styles.lesson} aria-label="Lesson" data-open={isOpen || undefined}>
      <header className={styles.head}>
        <GraduationCap aria-hidden />
        <h2 title={title}>{title}</h2>
        <span className={styles.count} role="img" aria-label={`${done} of ${lesson.length} steps done`}>
          {done}/{lesson.length}
        </span>
        <IconButton label={isOpen ? 'Fold the lesson' : 'Unfold the lesson'} aria-expanded={isOpen} onClick={() => setUnfolded(!isOpen)}>
          {isOpen ? <ChevronUp aria-hidden /> : <ChevronDown aria-hidden />}
        </IconButton>
        <IconButton label="Close the lesson" onClick={() => showLesson(document, false)}>
          <X aria-hidden />
        </IconButton>
      </header>
      <LessonBody of={of} brief={!isOpen} />
    </section>
  );
}
