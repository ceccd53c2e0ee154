/** The document's name, edited in place: Enter or leaving the field keeps it, Escape takes it back. */
import { useState } from 'react';
import { dispatch, useStudio } from '@/components/studio-state';
import styles from './top-bar.module.css';

export function DocumentName() {
  const { name, readOnly } = useStudio(({ document, readOnly }) => ({ name: document.name, readOnly: readOnly !== null }));
  const [draft, setDraft] = useState<string | null>(null);
  const keep = (): void => {
    if (draft !== null && draft.trim() !== name) dispatch('renameDocument', { name: draft });
    setDraft(null);
  };
  return (
    <span className={styles.name} data-value={draft ?? name}>
      <input
        aria-label="Document name"
        size={1}
        value={draft ?? name}
        readOnly={readOnly}
        maxLength={200}
        spellCheck={false}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') setDraft(null);
        }}
      />
    </span>
  );
}
