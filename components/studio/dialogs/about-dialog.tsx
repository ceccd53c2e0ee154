/** What this is, in a few lines. */
import { openDialog } from '@/components/studio-state';
import { Button } from '@/components/ui/button';
import { Logo } from '@/components/ui/logo';
import { Modal } from '@/components/ui/modal';
import styles from './about-dialog.module.css';

export function AboutDialog() {
  return (
    <Modal
      title="Hourglass"
      purpose="The studio for autoencoders."
      size="small"
      onClose={() => openDialog(null)}
      footer={
        <>
          <Button onClick={() => openDialog('shortcuts')}>Keyboard shortcuts</Button>
          <Button variant="primary" onClick={() => openDialog('gallery')}>
            Open the gallery
          </Button>
        </>
      }
    >
      <div className={styles.about}>
        <Logo size={56} />
        <div>
          <p>Draw an autoencoder, train it in this browser, look inside, and take the code with you.</p>
          <p>Nothing leaves your computer: data, documents and weights stay in this browser until you download them.</p>
          <p className={styles.licence}>Free software under the MIT licence.</p>
        </div>
      </div>
    </Modal>
  );
}
