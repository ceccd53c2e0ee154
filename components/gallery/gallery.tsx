/** Every template, in the order of the lecture, with what it shows after training. Opening one keeps the present document. */
import { useEffect, useState } from 'react';
import { openDialog, reportFault } from '@/components/studio-state';
import { Modal } from '@/components/ui/modal';
import { tags, type Tag } from '@/templates/definition';
import { figureWords, qualityOf } from './quality';
import { stripOf } from './strips';
import { TemplateCard, type Card } from './template-card';
import { loadTemplates, openTemplate } from './templates';
import styles from './gallery.module.css';

/** The templates, each with what the benches kept of it. */
async function loadCards(): Promise<readonly Card[]> {
  const [templates, { default: quality }, { default: strips }] = await Promise.all([loadTemplates(), import('@/bench/results/quality.json'), import('@/bench/results/strips.json')]);
  return templates.map((template, index) => ({ template, place: index + 1, measured: figureWords(qualityOf(template.id, quality.rows)), strip: stripOf(template.id, strips.rows) }));
}

export function Gallery() {
  const [cards, setCards] = useState<readonly Card[] | null>(null);
  const [wanted, setWanted] = useState<Tag | null>(null);
  useEffect(() => {
    loadCards().then(setCards, reportFault);
  }, []);
  const close = (): void => openDialog(null);
  const there = tags.filter((tag) => cards?.some(({ template }) => template.tags.includes(tag)));
  return (
    <Modal title="Gallery" purpose="Systems of the lecture, in its order, ready to train. Each card shows what came of its own training here. Your document stays in the list of documents." size="large" onClose={close}>
      <div className={styles.filter} role="group" aria-label="Show templates that">
        {[null, ...there].map((tag) => (
          <button key={tag ?? 'all'} type="button" aria-pressed={wanted === tag} onClick={() => setWanted(tag)}>
            {tag ?? 'all'}
          </button>
        ))}
      </div>
      <ol className={styles.grid} aria-busy={cards === null}>
        {cards
          ?.filter(({ template }) => wanted === null || template.tags.includes(wanted))
          .map((card) => (
            <TemplateCard
              key={card.template.id}
              card={card}
              onOpen={() => {
                close();
                openTemplate(card.template);
              }}
            />
          ))}
      </ol>
    </Modal>
  );
}
