/** Faults of ours, whole and ready to copy; the document is safe behind it. */
import { Bug, X } from 'lucide-react';
import { useStore } from 'zustand';
import { dismissFaults, messageStore, notify } from '@/components/studio-state/messages';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import styles from './fault-panel.module.css';

export function FaultPanel() {
  const faults = useStore(messageStore, ({ faults }) => faults);
  if (faults.length === 0) return null;
  const text = faults.map(({ message, stack }) => `${message}\n${stack}`).join('\n\n');
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => notify('The report is on the clipboard.', { tone: 'good' }),
      () => notify('The browser did not allow copying. Select the text instead.', { tone: 'bad' }),
    );
  };
  return (
    <aside className={styles.panel} aria-label="A fault of the studio" data-testid="fault-panel">
      <header className={styles.header}>
        <Bug aria-hidden />
        <strong>The studio made a mistake</strong>
        <IconButton label="Dismiss" size="small" onClick={dismissFaults}>
          <X aria-hidden />
        </IconButton>
      </header>
      <p>Your document is kept. You can go on working; if something looks wrong, reload the page.</p>
      <pre className={styles.text} tabIndex={0}>
        {faults.map(({ message }) => message).join('\n')}
      </pre>
      <Button size="small" onClick={copy}>
        Copy report
      </Button>
    </aside>
  );
}
