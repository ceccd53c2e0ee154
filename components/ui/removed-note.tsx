/** Says in a list that something was taken out of it, with the way back. */
import { Button } from './button';
import styles from './removed-note.module.css';

export function RemovedNote({ name, onBringBack }: { readonly name: string; onBringBack(): void }) {
  return (
    <p role="status" className={styles.removed}>
      {name} is removed.{' '}
      <Button size="small" onClick={onBringBack}>
        Bring it back
      </Button>
    </p>
  );
}
