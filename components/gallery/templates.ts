/** The templates, loaded when first asked for, in the order of the lecture. */
import { openNew } from '@/components/persistence/open-new';
import { startLesson } from '@/components/studio-state/lesson-store';
import { reportFault } from '@/components/studio-state/messages';
import type { TemplateDefinition } from '@/templates/definition';

export async function loadTemplates(): Promise<readonly TemplateDefinition[]> {
  return Object.values((await import('@/templates/registry')).templates);
}

/** Opens a fresh copy beside the present document, which undo brings back. */
export function openTemplate(template: TemplateDefinition): void {
  openNew(template.create(), `Open the template ${template.title}`, { before: async ({ id }) => startLesson(id, template.id) }).catch(reportFault);
}
