/** The templates, loaded when first asked for, in the order of the lecture. */
import { newId } from '@/graph-engine/document/ids';
import { notify } from '@/components/studio-state/messages';
import { openDocument, undo } from '@/components/studio-state/studio';
import type { templates } from '@/templates/registry';

export type Template = (typeof templates)[keyof typeof templates];

export async function loadTemplates(): Promise<readonly Template[]> {
  const { templates } = await import('@/templates/registry');
  return Object.values<Template>(templates).sort((a, b) => a.order - b.order);
}

/** Opens a fresh copy beside the present document, which undo brings back. */
export function openTemplate(template: Template): void {
  openDocument({ ...template.create(), id: newId('document') }, `Open the template ${template.title}`);
  notify(`${template.title} is open.`, { description: 'The document before it stays in the list of documents.', action: { label: 'Go back', run: undo } });
}
