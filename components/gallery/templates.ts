/** The templates, loaded when first asked for, in the order of the lecture. */
import { openNew } from '@/components/persistence/open-new';
import { reportFault } from '@/components/studio-state/messages';
import type { TemplateDefinition } from '@/templates/definition';
import { figureWords, qualityOf, type FigureWords } from './quality';

export type Template = TemplateDefinition & {
  /** What was measured of it; null where nothing was. */
  readonly words: FigureWords | null;
};

export async function loadTemplates(): Promise<readonly Template[]> {
  const [{ templates }, { default: measured }] = await Promise.all([import('@/templates/registry'), import('@/bench/results/quality.json')]);
  return Object.values<TemplateDefinition>(templates).map((template) => ({ ...template, words: figureWords(qualityOf(template.id, measured.rows)) }));
}

/** Opens a fresh copy beside the present document, which undo brings back. */
export function openTemplate(template: Template): void {
  openNew(template.create(), `Open the template ${template.title}`).catch(reportFault);
}
