/** Every shortcut, by menu; drawn from the actions. */
import type { ActionGroup } from '@/components/actions/definition';
import { gestures } from '@/components/actions/gestures';
import { menuTitles } from '@/components/actions/menu-bar';
import { actions } from '@/components/actions/registry';
import { actionContext, titleOf } from '@/components/actions/run-action';
import { openDialog } from '@/components/studio-state';
import { Keys } from '@/components/ui/keys';
import { Modal } from '@/components/ui/modal';
import styles from './shortcut-sheet.module.css';

export function ShortcutSheet() {
  const context = actionContext();
  if (!context) return null;
  const groups = (Object.keys(menuTitles) as ActionGroup[])
    .map((group) => ({ group, list: actions.filter((action) => action.group === group && action.shortcuts?.length) }))
    .filter(({ list }) => list.length > 0);
  return (
    <Modal title="Keyboard shortcuts" size="large" onClose={() => openDialog(null)}>
      <div className={styles.columns}>
        {groups.map(({ group, list }) => (
          <section key={group} className={styles.group}>
            <h3>{menuTitles[group]}</h3>
            <dl>
              {list.map((action) => (
                <div key={action.id} className={styles.row}>
                  <dt>{titleOf(action, context)}</dt>
                  <dd>
                    {action.shortcuts?.map((shortcut) => (
                      <Keys key={shortcut} shortcut={shortcut} />
                    ))}
                  </dd>
                </div>
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
