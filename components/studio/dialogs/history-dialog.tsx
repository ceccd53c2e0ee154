/** Every step of this session; a click goes to the state after it. */
import { useEffect, useRef } from 'react';
import { goToHistory, openDialog, useStudio } from '@/components/studio-state';
import { Modal } from '@/components/ui/modal';
import styles from './history-dialog.module.css';

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

export function HistoryDialog() {
  const { history, historyPosition, readOnly } = useStudio(({ history, historyPosition, readOnly }) => ({ history, historyPosition, readOnly }));
  const current = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    void current.current?.scrollIntoView({ block: 'nearest' });
  }, [historyPosition]);
  const rows = [{ label: 'Start', at: null }, ...history];
  return (
    <Modal title="History" purpose="Choose a step to go to the state after it. Nothing is lost until you edit from there." size="small" onClose={() => openDialog(null)}>
      <ol className={styles.list}>
        {rows.map(({ label, at }, index) => (
          <li key={index}>
            <button
              type="button"
              ref={index === historyPosition ? current : undefined}
              className={styles.row}
              aria-current={index === historyPosition ? 'step' : undefined}
              data-undone={index > historyPosition || undefined}
              disabled={readOnly !== null}
              onClick={() => goToHistory(index)}
            >
              <span>{label}</span>
              {at !== null && <time className="tabular">{clock.format(at)}</time>}
            </button>
          </li>
        ))}
      </ol>
    </Modal>
  );
}
