/** What was noticed in the files, one line each. */
import type { DataNote } from '@/graph-engine/data/table';
import styles from './wizard.module.css';

export function Noticed({ notes = [], of = 'files' }: { readonly notes?: readonly Pick<DataNote, 'text'>[] | undefined; readonly of?: 'file' | 'files' }) {
  if (notes.length === 0) return null;
  return (
    <ul className={styles.notes} aria-label={`Noticed in the ${of}`}>
      {notes.map(({ text }) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
