/** Why a file was not opened, place by place. The open document is untouched. */
import { useStore } from 'zustand';
import { openDialog } from '@/components/studio-state';
import { Button } from '@/components/ui/button';
import { Modal } from '@/components/ui/modal';
import { openFileDialog } from './choose-file';
import { refusedStore } from '@/components/persistence/refused';
import styles from './refused-dialog.module.css';

const shown = 50;

export function RefusedDialog() {
  const { file, problems } = useStore(refusedStore);
  const close = (): void => openDialog(null);
  return (
    <Modal
      title={`${file} was not opened`}
      purpose="Your document is as it was. This is what is wrong with the file:"
      onClose={close}
      footer={
        <>
          <Button
            onClick={() => {
              close();
              openFileDialog();
            }}
          >
            Choose another file…
          </Button>
          <Button variant="primary" onClick={close}>
            Close
          </Button>
        </>
      }
    >
      <ul className={styles.problems} data-testid="refused-problems">
        {problems.slice(0, shown).map(({ place, message }, index) => (
          <li key={index}>
            <code>{place}</code>
            <span>{message}</span>
          </li>
        ))}
        {problems.length > shown && <li>… and {problems.length - shown} more.</li>}
      </ul>
    </Modal>
  );
}
