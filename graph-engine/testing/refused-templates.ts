/** Which templates a target writes, and which it refuses, with its sentence. */
import { templates, type TemplateId } from '@/templates/registry';
import { analyse } from '../analysis/analyse';
import { targets } from '../codegen/targets';

export async function templatesOf(target: keyof typeof targets): Promise<{ readonly written: readonly TemplateId[]; readonly refused: readonly (readonly [TemplateId, string])[] }> {
  const written: TemplateId[] = [];
  const refused: (readonly [TemplateId, string])[] = [];
  for (const [id, { create }] of Object.entries(templates) as [TemplateId, (typeof templates)[TemplateId]][]) {
    const document = create();
    const [first] = (await targets[target].refusals?.(document, analyse(document), {})) ?? [];
    if (first) refused.push([id, first.message]);
    else written.push(id);
  }
  return { written, refused };
}
