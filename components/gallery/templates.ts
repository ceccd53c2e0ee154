/** The templates, loaded when first asked for, in the order of the lecture. */
import { refitView } from '@/components/canvas-state/canvas-view';
import { openNew } from '@/components/persistence/open-new';
import { unlessBroken } from '@/components/storage/unless-broken';
import { arriving } from '@/components/studio-state/arrival';
import { lessonOf, startLesson } from '@/components/studio-state/lesson-store';
import { notify, reportFault } from '@/components/studio-state/messages';
import { select } from '@/components/studio-state/selection';
import { studioStore } from '@/components/studio-state/studio-store';
import type { TemplateDefinition } from '@/templates/definition';

export async function loadTemplates(): Promise<readonly TemplateDefinition[]> {
  return Object.values((await import('@/templates/registry')).templates);
}

/** Opens a fresh copy beside the present document, which undo brings back; where that is such a copy itself, it stays, and its lesson begins anew. */
export function openTemplate(template: TemplateDefinition): void {
  arriving(open(template)).catch(reportFault);
}
async function open(template: TemplateDefinition): Promise<void> {
  const document = studioStore.getState().open?.document;
  if (document && lessonOf(document.id)?.template === template.id && (await unlessBroken((await import('@/components/persistence/untouched')).isUntouched(document), false))) {
    startLesson(document.id, template.id);
    select({});
    refitView();
    notify(`${document.name} is open, as it was made.`);
    return;
  }
  await openNew(template.create(), `Open the template ${template.title}`, { before: async ({ id }) => startLesson(id, template.id) });
}
