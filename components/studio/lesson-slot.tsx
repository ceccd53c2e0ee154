/** The lesson of the open document, fetched when there is one to show: beside the graph, or, where nothing stands there, as a line over it. */
import { lazy, Suspense } from 'react';
import { useStudio } from '@/components/studio-state';
import { useLesson } from '@/components/studio-state/lesson-store';

const forms = {
  panel: lazy(async () => ({ default: (await import('@/components/lesson/lesson-panel')).LessonPanel })),
  line: lazy(async () => ({ default: (await import('@/components/lesson/lesson-line')).LessonLine })),
} as const;

export function LessonSlot({ as }: { readonly as: keyof typeof forms }) {
  const document = useStudio((studio) => studio.document.id);
  const open = useLesson(document)?.open === true;
  const Form = forms[as];
  return <Suspense fallback={null}>{open && <Form key={document} document={document} />}</Suspense>;
}
