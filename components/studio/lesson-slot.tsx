/** The lesson of the open document, fetched when there is one to show. */
import { lazy, Suspense } from 'react';
import { useStudio } from '@/components/studio-state';
import { useLesson } from '@/components/studio-state/lesson-store';

const LessonPanel = lazy(async () => ({ default: (await import('@/components/lesson/lesson-panel')).LessonPanel }));

export function LessonSlot() {
  const document = useStudio((studio) => studio.document.id);
  const open = useLesson(document)?.open === true;
  return <Suspense fallback={null}>{open && <LessonPanel key={document} document={document} />}</Suspense>;
}
