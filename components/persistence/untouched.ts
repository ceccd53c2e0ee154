/** A document that holds nothing of the user's: a template as it was made, never trained, none of whose versions has a name. */
import { stableJson } from '@/graph-engine/document/save';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { lessonOf } from '@/components/studio-state/lesson-store';
import { keptWeights } from '@/components/training/kept-weights';
import { documentsWithRuns } from '@/components/training/run-history';
import { stepsTaken, trainingStore } from '@/components/training/use-training';
import type { TemplateDefinition } from '@/templates/definition';
import { saved } from './autosave';
import { isOpenElsewhere } from './lock';
import { studioStore } from '@/components/studio-state/studio-store';
import { listVersions } from './version-storage';
import { deleteWhole } from './whole-document';

export async function isUntouched(document: HourglassDocument): Promise<boolean> {
  const lesson = lessonOf(document.id);
  if (!lesson || stepsTaken(trainingStore.getState()) > 0) return false;
  const all: Readonly<Record<string, TemplateDefinition>> = (await import('@/templates/registry')).templates;
  const made = all[lesson.template]?.create();
  if (!made || stableJson({ ...made, id: document.id }) !== stableJson(document)) return false;
  if ((await keptWeights.load(document.id)) !== null || (await documentsWithRuns()).includes(document.id)) return false;
  return (await listVersions(document.id)).versions.every(({ label, starred }) => label === undefined && starred !== true);
}

/** Takes it out of the list of documents, once another is open. Undo goes back to it, and keeps it again. */
export async function leaveUntouched(id: string): Promise<void> {
  await saved();
  if (studioStore.getState().open?.document.id === id || (await isOpenElsewhere(id))) return;
  await deleteWhole(id);
}
