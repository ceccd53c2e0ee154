/** A dialog with a title, one line on its purpose, and a close button. Escape closes it, but in what has `data-keeps-escape`. */
import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { use, type ReactNode } from 'react';
import { IconButton } from './icon-button';
import { MessagesPlace } from './messages-place';
import styles from './modal.module.css';

export interface ModalProps {
  readonly title: string;
  readonly purpose?: string;
  readonly size?: 'small' | 'medium' | 'large';
  readonly onClose: () => void;
  /** Buttons at the foot. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

export function Modal({ title, purpose, size = 'medium', onClose, footer, children }: ModalProps) {
  const messages = use(MessagesPlace);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.overlay} />
        <Dialog.Content
          className={`${styles.modal} ${styles[size]}`}
          tabIndex={-1}
          onOpenAutoFocus={(event) => {
            // A field that asks for the focus keeps it; else the dialog itself has it, so that no button looks chosen.
            event.preventDefault();
            const dialog = event.currentTarget;
            if (dialog instanceof HTMLElement && !dialog.contains(document.activeElement)) dialog.focus();
          }}
          onEscapeKeyDown={(event) => {
            // A field that is being written in takes back its text first.
            if (event.target instanceof Element && event.target.closest('[data-keeps-escape]')) event.preventDefault();
          }}
          {...(purpose ? {} : { 'aria-describedby': undefined })}
        >
          {/* No header: beside messages, which are read to the end, the page's own stays a landmark. */}
          <div className={styles.header}>
            <div>
              <Dialog.Title className={styles.title}>{title}</Dialog.Title>
              {purpose && <Dialog.Description className={styles.purpose}>{purpose}</Dialog.Description>}
            </div>
            <Dialog.Close asChild>
              <IconButton label="Close">
                <X aria-hidden />
              </IconButton>
            </Dialog.Close>
          </div>
          <div className={styles.body} tabIndex={0}>
            {children}
          </div>
          {messages}
          {footer && <footer className={styles.footer}>{footer}</footer>}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
