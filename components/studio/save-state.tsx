/** Says where the latest state of the document is: on its way into the browser, kept by it, or in a file. */
import { Check, CircleDashed, Lock } from 'lucide-react';
import { useStudio } from '@/components/studio-state';
import { Tip } from '@/components/ui/tip';
import styles from './top-bar.module.css';

export function SaveState() {
  const state = useStudio(({ kept, readOnly, revision, downloadedRevision }) =>
    readOnly !== null ? 'locked' : !kept ? 'pending' : revision === downloadedRevision ? 'file' : 'kept',
  );
  const { icon: Icon, text, help } = {
    locked: { icon: Lock, text: 'Read-only', help: 'Another tab edits this document.' },
    pending: { icon: CircleDashed, text: 'Unsaved', help: 'The latest changes are about to be saved in this browser.' },
    kept: { icon: Check, text: 'Saved', help: 'Saved in this browser. Download a file to keep it elsewhere.' },
    file: { icon: Check, text: 'Downloaded', help: 'Saved in this browser, and downloaded as a file.' },
  }[state];
  return (
    <Tip label={help}>
      <span className={styles.save} data-state={state} data-testid="save-state" tabIndex={0}>
        <Icon aria-hidden />
        <span>{text}</span>
      </span>
    </Tip>
  );
}
