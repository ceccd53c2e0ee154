/** Every action with its shortcut, by menu, which can be changed; drawn from the actions. */
import { RotateCcw } from 'lucide-react';
import type { ActionGroup } from '@/components/actions/definition';
import { gestures } from '@/components/actions/gestures';
import { menuTitles } from '@/components/actions/menu-bar';
import { actions } from '@/components/actions/registry';
import { resetShortcuts, useShortcuts } from '@/components/actions/own-shortcuts';
import { actionContext } from '@/components/actions/run-action';
import { openDialog } from '@/components/studio-state';
import { Button } from '@/components/ui/button';
import { Keys } from '@/components/ui/keys';
import { Modal } from '@/components/ui/modal';
import { ShortcutRow } from './shortcut-row';
import styles from './shortcut-sheet.module.css';

export function ShortcutSheet() {
  const context = actionContext();
  const changed = Object.keys(useShortcuts().own).length;
  if (!context) return null;
  const groups = (Object.keys(menuTitles) as ActionGroup[])
    .map((group) => ({ group, list: actions.filter((action) => action.group === group && !(action.keyOnly && !action.shortcuts?.length)) }))
    .filter(({ list }) => list.length > 0);
  return (
    <Modal
      title="Keyboard shortcuts"
      purpose="The pencil gives an action other keys; they are kept in this browser."
      size="large"
      onClose={() => openDialog(null)}
      footer={
        <Button disabled={changed === 0} onClick={resetShortcuts}>
          <RotateCcw aria-hidden /> {changed === 0 ? 'All keys are the usual ones' : 'Give all their usual keys'}
        </Button>
      }
    >
      <div className={styles.columns}>
        {groups.map(({ group, list }) => (
          <section key={group} className={styles.group}>
            <h3>{menuTitles[group]}</h3>
            <dl>
              {list.map((action) => (
                <ShortcutRow key={action.id} action={action} context={context} />
              ))}
            </dl>
          </section>
        ))}
        <section className={styles.group}>
          <h3>Pointer</h3>
          <dl>
            {gestures.map(({ title, keys, pointer }) => (
              <div key={title} className={styles.row}>
                <dt>{title}</dt>
                <dd>
                  {keys && <Keys shortcut={keys} />}
                  <span>{pointer}</span>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Modal>
  );
}
