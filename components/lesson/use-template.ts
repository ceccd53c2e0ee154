/** The template that a lesson is of, once it is there; its steps are ticked as they are seen done, for as long as this is used. */
import { useEffect, useState } from 'react';
import type { TemplateDefinition } from '@/templates/definition';
import { useLesson, type LessonState } from '@/components/studio-state/lesson-store';
import { reportFault } from '@/components/studio-state/messages';
import { watchLesson } from './watch-lesson';

const templateOf = async (id: string): Promise<TemplateDefinition | null> => {
  const all: Readonly<Record<string, TemplateDefinition>> = (await import('@/templates/registry')).templates;
  return all[id] ?? null;
};

export interface LessonOf {
  readonly document: string;
  readonly state: LessonState;
  readonly template: TemplateDefinition;
}

export function useLessonOf(document: string): LessonOf | null {
  const state = useLesson(document);
  const id = state?.template;
  const [template, setTemplate] = useState<TemplateDefinition | null>(null);
  useEffect(() => {
    if (id !== undefined) templateOf(id).then(setTemplate, reportFault);
  }, [id]);
  useEffect(() => (template ? watchLesson(document, template.lesson, template.create()) : undefined), [document, template]);
  return state && template ? { document, state, template } : null;
}

/** The place of the first step that is left, -1 when none is; and how many are done. */
export function progressOf({ state, template: { lesson } }: LessonOf): { readonly next: number; readonly done: number } {
  return { next: lesson.findIndex((_, step) => !state.done.includes(step)), done: lesson.filter((_, step) => state.done.includes(step)).length };
}
