/** Ticks the steps of a lesson when they are seen done: looks whenever something changes that one of them asks for. */
import type { HourglassDocument } from '@/graph-engine/document/types';
import type { ViewRequest } from '@/graph-engine/training/protocol';
import type { Lesson } from '@/templates/lesson';
import { lessonOf, tickStep } from '@/components/studio-state/lesson-store';
import { studioStore } from '@/components/studio-state/studio-store';
import { getUi, uiStore } from '@/components/studio-state/ui-store';
import { baselinesStore } from '@/components/training/baselines';
import { metricsLog } from '@/components/training/metrics-log';
import { modelKey } from '@/components/training/model-key';
import { getTraining, stepsTaken, trainingStore } from '@/components/training/use-training';
import { viewFeed } from '@/components/training/view-feed';
import { isDone, type Situation } from './seen';

function situationOf(document: HourglassDocument, template: HourglassDocument, asked: Situation['asked']): Situation {
  const training = getTraining();
  const isOpen = training.model?.documentId === document.id;
  const { panels, phone, drawerTab } = getUi();
  const { sessionKey, found } = baselinesStore.getState();
  return {
    document,
    template,
    steps: isOpen ? stepsTaken(training) : 0,
    // Asked for by few steps, and not with every step of training.
    get asDrawn() {
      return isOpen && training.model?.modelKey === modelKey(document);
    },
    tab: panels.drawer || phone ? drawerTab : null,
    asked,
    baselines: isOpen && sessionKey === training.model?.sessionKey ? found : null,
    heldOut: isOpen ? (metricsLog.latest('validation')?.values ?? null) : null,
  };
}

/** Gives what ends it. */
export function watchLesson(id: string, lesson: Lesson, template: HourglassDocument): () => void {
  const asked = new Set<ViewRequest['kind']>();
  const look = (): void => {
    const document = studioStore.getState().open?.document;
    const state = lessonOf(id);
    if (document?.id !== id || !state || state.done.length === lesson.length) return;
    const situation = situationOf(document, template, asked);
    lesson.forEach(({ done }, step) => {
      if (done && !state.done.includes(step) && isDone(done, situation)) tickStep(id, step);
    });
  };
  look();
  const ends = [
    ...[studioStore, uiStore, trainingStore, baselinesStore].map((store) => store.subscribe(look)),
    viewFeed.hear((request) => {
      // What a view shows to begin with is no answer to a hand.
      if (request.kind === 'decode' && request.unasked) return;
      asked.add(request.kind);
      look();
    }),
  ];
  return () => ends.forEach((end) => end());
}
