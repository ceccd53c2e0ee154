/** Renames a document of the list; the open one through its own command, so that it can be undone. */
import { useState } from 'react';
import { dispatch, notify } from '@/components/studio-state';
import type { DocumentRow } from './database';
import { keepDocument, readDocument } from './document-storage';
import { isOpenElsewhere } from './lock';
import { reportStore } from './report-store';
import styles from './documents-dialog.module.css';

export interface DocumentRenameProps {
  readonly row: DocumentRow;
  readonly isOpen: boolean;
  readonly onDone: () => void;
}

async function rename(id: string, name: string): Promise<void> {
  if (await isOpenElsewhere(id)) return notify('This document is open in another tab.', { description: 'Rename it there.', tone: 'bad' });
  const kept = await readDocument(id);
  if (kept.ok) await keepDocument({ ...kept.document, name }, 'Rename the document');
  else notify(kept.reason, { tone: 'bad' });
}

export function DocumentRename({ row, isOpen, onDone }: DocumentRenameProps) {
  const [name, setName] = useState(row.name);
  const keep = (): void => {
    const trimmed = name.trim().slice(0, 200);
    if (trimmed === '' || trimmed === row.name) return onDone();
    if (isOpen) {
      dispatch('renameDocument', { name: trimmed });
      onDone();
    } else rename(row.id, trimmed).then(onDone, reportStore);
  };
  return (
    <form
      className={styles.rename}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <input autoFocus aria-label="New name" value={name} maxLength={200} onChange={(event) => setName(event.target.value)} onBlur={keep} />
    </form>
  );
}
