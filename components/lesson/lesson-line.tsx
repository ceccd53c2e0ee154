/** The lesson where it has no room beside the graph: a line with the next step, in the top bar or over the rooms of a phone, under which the whole of it opens until it is folded or Escape is pressed. */
import { ChevronDown, ChevronUp, GraduationCap, X } from 'lucide-react';
import { useId } from 'react';
import { showLesson, unfoldLesson, useUnfolded } from '@/components/studio-state/lesson-store';
import { IconButton } from '@/components/ui/icon-button';
import { LessonBody } from './lesson-body';
import { progressOf, useLessonOf } from './use-template';
import styles from './lesson-line.module.css';

export function LessonLine({ document }: { readonly document: string }) {
  const of = useLessonOf(document);
  const isOpen = useUnfolded(document);
  const sheet = useId();
  if (!of) return null;
  const { title, lesson } = of.template;
  const { next, done } = progressOf(of);
  const task = lesson[next]?.task ?? 'All steps are done.';
  return (
    <section
      className={styles.line}
      aria-label="Lesson"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.stopPropagation();
        unfoldLesson(null);
      }}
    >
      <button type="button" className={styles.head} aria-expanded={isOpen} aria-controls={isOpen ? sheet : undefined} onClick={() => unfoldLesson(isOpen ? null : document)}>
        <GraduationCap aria-hidden />
        <span className="visually-hidden">{`${isOpen ? 'Fold' : 'Unfold'} the lesson, ${done} of ${lesson.length} steps done: `}</span>
        <span className={styles.count} aria-hidden>
          {done}/{lesson.length}
        </span>
        <span className={styles.next} title={task}>
          {task}
        </span>
        {isOpen ? <ChevronUp aria-hidden /> : <ChevronDown aria-hidden />}
      </button>
      <IconButton label="Close the lesson" onClick={() => showLesson(document, false)}>
        <X aria-hidden />
      </IconButton>
      {isOpen && (
        <div id={sheet} className={styles.sheet} tabIndex={0}>
          <h2 className={styles.title}>{title}</h2>
          <LessonBody of={of} />
        </div>
      )}
    </section>
  );
}
