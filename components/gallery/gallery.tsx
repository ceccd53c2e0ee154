/** Every template, in the order of the lecture. Opening one keeps the present document. */
import { useEffect, useState } from 'react';
import { openDialog, reportFault } from '@/components/studio-state';
import { Modal } from '@/components/ui/modal';
import { TemplateCard } from './template-card';
import { loadTemplates, openTemplate, type Template } from './templates';
import styles from './gallery.module.css';

export function Gallery() {
  const [templates, setTemplates] = useState<readonly Template[] | null>(null);
  useEffect(() => {
    loadTemplates().then(setTemplates, reportFault);
  }, []);
  const close = (): void => openDialog(null);
  return (
    <Modal title="Gallery" purpose="Systems of the lecture, in its order, ready to train. Your document stays in the list of documents, and undo brings it back." size="large" onClose={close}>
      <ol className={styles.grid} aria-busy={templates === null}>
        {templates?.map((template, index) => (
          <TemplateCard
            key={template.id}
            template={template}
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
