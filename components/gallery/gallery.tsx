/** Every template, in the order of the lecture. Opening one keeps the present document. */
import { useEffect, useState } from 'react';
import { openDialog, reportFault } from '@/components/studio-state';
import { Modal } from '@/components/ui/modal';
import { TemplateCard } from './template-card';
import type { TemplateDefinition } from '@/templates/definition';
import { figureWords, qualityOf, type FigureWords } from './quality';
import { loadTemplates, openTemplate } from './templates';
import styles from './gallery.module.css';

/** The templates, each with what the bench measured of it. */
async function loadCards() {
  const [templates, { default: measured }] = await Promise.all([loadTemplates(), import('@/bench/results/quality.json')]);
  return templates.map((template) => [template, figureWords(qualityOf(template.id, measured.rows))] as const);
}

export function Gallery() {
  const [templates, setTemplates] = useState<readonly (readonly [TemplateDefinition, FigureWords | null])[] | null>(null);
  useEffect(() => {
    loadCards().then(setTemplates, reportFault);
  }, []);
  const close = (): void => openDialog(null);
  return (
    <Modal title="Gallery" purpose="Systems of the lecture, in its order, ready to train. Your document stays in the list of documents, and undo brings it back." size="large" onClose={close}>
      <ol className={styles.grid} aria-busy={templates === null}>
        {templates?.map(([template, measured], index) => (
          <TemplateCard
            key={template.id}
            template={template}
            measured={measured}
            place={index + 1}
            onOpen={() => {
              close();
              openTemplate(template);
            }}
          />
        ))}
      </ol>
    </Modal>
  );
}
