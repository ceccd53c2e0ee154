/** The document as a link. It stands in the part of the address that no server sees. */
import { useMemo } from 'react';
import { notify, openDialog, useDocument } from '@/components/studio-state';
import { Button } from '@/components/ui/button';
import { Modal } from '@/components/ui/modal';
import { downloadDocument } from './download-document';
import { shareHash } from './share-link';
import styles from './documents-dialog.module.css';

/** Beyond this, some mail programs and chats cut links off. */
const longLink = 8_000;

export function ShareDialog() {
  const document = useDocument((document) => document);
  const link = useMemo(() => `${location.origin}${location.pathname}${shareHash(document)}`, [document]);
  const copy = (): void => {
    navigator.clipboard.writeText(link).then(
      () => notify('The link is on the clipboard.', { tone: 'good' }),
      () => notify('The browser did not allow copying. Select the link instead.', { tone: 'bad' }),
    );
  };
  return (
    <Modal
      title="Share"
      purpose="The link holds the whole drawing, without data and weights. Opening it runs nothing."
      onClose={() => openDialog(null)}
      footer={
        <>
          <Button onClick={downloadDocument}>Download the drawing instead</Button>
          <Button variant="primary" onClick={copy}>
            Copy link
          </Button>
        </>
      }
    >
      <textarea className={styles.link} aria-label="Link" readOnly rows={6} value={link} onFocus={(event) => event.currentTarget.select()} />
      <p className={styles.hint}>
        {link.length.toLocaleString()} characters. {link.length > longLink && 'Some programs cut off links as long as this; a file is safer.'}
      </p>
    </Modal>
  );
}
