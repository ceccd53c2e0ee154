/** The document's name, written over in place. */
import { limits } from '@/graph-engine/document/limits';
import { dispatch, useStudio } from '@/components/studio-state';
import { useNameDraft } from '@/components/ui/use-name-draft';
import styles from './top-bar.module.css';

export function DocumentName() {
  const { name, readOnly } = useStudio(({ document, readOnly }) => ({ name: document.name, readOnly: readOnly !== null }));
  const { field } = useNameDraft(name, (text) => void dispatch('renameDocument', { name: text }));
  return (
    <span className={styles.name} data-value={field.value}>
      <input {...field} aria-label="Document name" title={field.value} size={1} readOnly={readOnly} maxLength={limits.name} />
    </span>
  );
}
