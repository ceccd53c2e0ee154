/** The lesson of a template beside its graph: what it is, and steps that are ticked as they are done. While something is selected, only the next step. */
import { Check, ChevronDown, ChevronUp, GraduationCap, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { TemplateDefinition } from '@/templates/definition';
import { reportFault } from '@/components/studio-state/messages';
import { showLesson, tickStep, useLesson, type LessonState } from '@/components/studio-state/lesson-store';
import { useSelection } from '@/components/studio-state';
import { IconButton } from '@/components/ui/icon-button';
import { watchLesson } from './watch-lesson';
import styles from './lesson.module.css';

const templateOf = async (id: string): Promise<TemplateDefinition | null> => {
  const all: Readonly<Record<string, TemplateDefinition>> = (await import('@/templates/registry')).templates;
  return all[id] ?? null;
};

export function LessonPanel({ document }: { readonly document: string }) {
  const state = useLesson(document);
  const id = state?.template;
  const [template, setTemplate] = useState<TemplateDefinition | null>(null);
  useEffect(() => {
    if (id !== undefined) templateOf(id).then(setTemplate, reportFault);
  }, [id]);
  useEffect(() => (template ? watchLesson(document, template.lesson, template.create()) : undefined), [document, template]);
  return state && template ? <Panel document={document} state={state} template={template} /> : null;
}

function Panel({ document, state, template }: { readonly document: string; readonly state: LessonState; readonly template: TemplateDefinition }) {
  const selected = useSelection(({ nodes, wires }) => nodes.length + wires.length > 0);
  const [unfolded, setUnfolded] = useState<boolean | null>(null);
  const { lesson, title, paragraph, lookFor, source } = template;
  const next = lesson.findIndex((_, step) => !state.done.includes(step));
  const isOpen = unfolded ?? !selected;
  const done = lesson.length - lesson.filter((_, step) => !state.done.includes(step)).length;
  return (
    <section className={styles.lesson} aria-label="Lesson" data-open={isOpen || undefined}>
      <header className={styles.head}>
        <GraduationCap aria-hidden />
        <h2>{title}</h2>
        <span className={styles.count} aria-label={`${done} of ${lesson.length} steps done`}>
          {done}/{lesson.length}
        </span>
        <IconButton label={isOpen ? 'Fold the lesson' : 'Unfold the lesson'} aria-expanded={isOpen} onClick={() => setUnfolded(!isOpen)}>
          {isOpen ? <ChevronUp aria-hidden /> : <ChevronDown aria-hidden />}
        </IconButton>
        <IconButton label="Close the lesson" onClick={() => showLesson(document, false)}>
          <X aria-hidden />
        </IconButton>
      </header>
      <progress className={styles.progress} value={done} max={lesson.length} aria-hidden />
      {isOpen && <p className={styles.paragraph}>{paragraph}</p>}
      <ol className={styles.steps}>
        {lesson.map(({ task, look }, step) => {
          const ticked = state.done.includes(step);
          if (!isOpen && step !== next) return null;
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
      {!isOpen && next < 0 && <p className={styles.paragraph}>All steps are done.</p>}
      {isOpen && (
        <footer className={styles.foot}>
          <p>{lookFor}</p>
          <p className={styles.source}>{source}</p>
        </footer>
      )}
    </section>
  );
}
