/** The templates, loaded when first asked for, in the order of the lecture. */
import { newId } from '@/graph-engine/document/ids';
import { notify } from '@/components/studio-state/messages';
import { openDocument, undo } from '@/components/studio-state/studio';
import type { TemplateDefinition } from '@/templates/definition';

export type Template = TemplateDefinition;

export const loadTemplates = async (): Promise<readonly Template[]> => Object.values<Template>((await import('@/templates/registry')).templates);

/** Opens a fresh copy beside the present document, which undo brings back. */
export function openTemplate(template: Template): void {
  openDocument({ ...template.create(), id: newId('document') }, `Open the template ${template.title}`);
  notify(`${template.title} is open.`, { description: 'The document before it stays in the list of documents.', action: { label: 'Go back', run: undo } });
}
