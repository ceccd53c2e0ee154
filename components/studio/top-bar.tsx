/** Mark, menus, the document's name and state, the lesson where nothing else has it, messages, undo, and the switches of the panels. */
import { ActionButton } from '@/components/actions/action-button';
import { MenuBar } from '@/components/actions/menu-bar';
import { MenuButton } from '@/components/actions/menu-button';
import { useUi } from '@/components/studio-state';
import { Logo } from '@/components/ui/logo';
import { DocumentName } from './document-name';
import { LessonSlot } from './lesson-slot';
import { NoticePlace } from './notice-place';
import { SaveState } from './save-state';
import styles from './top-bar.module.css';

export function TopBar() {
  const phone = useUi((ui) => ui.phone);
  const inspector = useUi((ui) => ui.panels.inspector);
  return (
    <header className={styles.bar}>
      <div className={styles.side}>
        {phone && <MenuButton />}
        <span className={styles.mark}>
          <Logo size={phone ? 20 : 21} />
          <h1 className={phone ? 'visually-hidden' : undefined}>Hourglass</h1>
        </span>
        {!phone && <MenuBar />}
      </div>
      <div className={styles.document}>
        <DocumentName />
        <SaveState />
      </div>
      {!phone && !inspector && <LessonSlot as="line" />}
      <NoticePlace />
      <div className={`${styles.side} ${styles.end}`}>
        <ActionButton id="edit.undo" />
        {!phone && <ActionButton id="edit.redo" />}
        {!phone && (
          <>
            <span className={styles.line} />
            <ActionButton id="view.panel.palette" />
            <ActionButton id="view.panel.drawer" />
            <ActionButton id="view.panel.code" />
            <ActionButton id="view.panel.inspector" />
            <span className={styles.line} />
          </>
        )}
        <ActionButton id="view.theme.toggle" />
        {!phone && <ActionButton id="view.commands" />}
      </div>
    </header>
  );
}
