/** Which lesson goes with which document, and how far it is: kept in the browser, apart from the document. */
import { useStore } from 'zustand';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { keptAs } from './settings-storage';

export interface LessonState {
  /** The id of the template that the document was opened from. */
  readonly template: string;
  /** Steps that were done, by their places. */
  readonly done: readonly number[];
  readonly open: boolean;
}
interface Lessons {
  /** By the id of the document, the newest last. */
  readonly lessons: Readonly<Record<string, LessonState>>;
}
/** Documents whose lesson is kept. */
const MOST = 60;

const isLesson = (value: unknown): value is LessonState =>
  typeof value === 'object' && value !== null && 'template' in value && typeof value.template === 'string' && 'done' in value && Array.isArray(value.done) && value.done.every(Number.isInteger) && 'open' in value && typeof value.open === 'boolean';

/** What is kept may be damaged, or of another version. */
export function soundLessons(kept: unknown): Lessons {
  const lessons = typeof kept === 'object' && kept !== null && 'lessons' in kept ? kept.lessons : null;
  return { lessons: Object.fromEntries(Object.entries(lessons ?? {}).filter((entry): entry is [string, LessonState] => isLesson(entry[1]))) };
}

export const lessonStore = createStore<Lessons>()(
  persist((): Lessons => ({ lessons: {} }), {
    ...keptAs<Lessons>('hourglass-lessons'),
    merge: soundLessons,
  }),
);

function put(document: string, lesson: LessonState): void {
  const others = Object.entries(lessonStore.getState().lessons).filter(([id]) => id !== document);
  lessonStore.setState({ lessons: Object.fromEntries([...others, [document, lesson] as const].slice(-MOST)) });
}

/** The document was opened from that template. */
export const startLesson = (document: string, template: string, open = true): void => put(document, { template, done: [], open });
export function showLesson(document: string, open: boolean): void {
  const lesson = lessonStore.getState().lessons[document];
  if (lesson && lesson.open !== open) put(document, { ...lesson, open });
}
export function tickStep(document: string, step: number, ticked = true): void {
  const lesson = lessonStore.getState().lessons[document];
  if (!lesson || lesson.done.includes(step) === ticked) return;
  put(document, { ...lesson, done: ticked ? [...lesson.done, step] : lesson.done.filter((one) => one !== step) });
}
/** The document whose lesson lies open over the graph; null while none does. */
const unfoldedStore = createStore<{ readonly document: string | null }>(() => ({ document: null }));
export const unfoldLesson = (document: string | null): void => unfoldedStore.setState({ document });
export const useUnfolded = (document: string): boolean => useStore(unfoldedStore, (unfolded) => unfolded.document === document);

export const lessonOf = (document: string): LessonState | null => lessonStore.getState().lessons[document] ?? null;
export const useLesson = (document: string): LessonState | null => useStore(lessonStore, ({ lessons }) => lessons[document] ?? null);
