/** What a lesson says: what the template is, the steps with their ticks, and what to look for. `brief`: the next step alone. */
import { Check } from 'lucide-react';
import { tickStep } from '@/components/studio-state/lesson-store';
import { progressOf, type LessonOf } from './use-template';
import styles from './lesson.module.css';

export function LessonBody({ of, brief = false }: { readonly of: LessonOf; readonly brief?: boolean }) {
  const { document, state, template } = of;
  const { next, done } = progressOf(of);
  const { lesson, paragraph, lookFor, source } = template;
  return (
    <>
      <progress className={styles.progress} value={done} max={lesson.length} aria-hidden />
      {!brief && <p className={styles.paragraph}>{paragraph}</p>}
      <ol className={styles.steps}>
        {lesson.map(({ task, look }, step) => {
          const ticked = state.done.includes(step);
          if (brief && step !== next) return null;
          return (
            <li key={task} className={styles.step} data-done={ticked || undefined} aria-current={step === next ? 'step' : undefined}>
              <button type="button" role="checkbox" aria-checked={ticked} aria-label={task} className={styles.tick} onClick={() => tickStep(document, step, !ticked)}>
                {ticked ? <Check aria-hidden /> : <span className="tabular">{step + 1}</span>}
              </button>
              <p>
                <span className={styles.task}>{task}</span>
                {look && <span className={styles.look}>{look}</span>}
              </p>
            </li>
          );
        })}
      </ol>
      {brief && next < 0 && <p className={styles.paragraph}>All steps are done.</p>}
      {!brief && (
        <footer className={styles.foot}>
          <p>{lookFor}</p>
          <p className={styles.source}>{source}</p>
        </footer>
      )}
    </>
  );
}
