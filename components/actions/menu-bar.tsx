/** File, Edit, View, Graph, Train, Help: drawn from the actions. */
import { Menubar } from 'radix-ui';
import menu from '@/components/ui/menu.module.css';
import type { ActionGroup } from './definition';
import { MenuItems } from './menu-items';
import { actions } from './registry';
import { actionContext } from './run-action';
import styles from './menu-bar.module.css';

export const menuTitles: Readonly<Record<ActionGroup, string>> = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  graph: 'Graph',
  train: 'Train',
  help: 'Help',
};
const groups = Object.keys(menuTitles) as ActionGroup[];
const parts = { Item: Menubar.Item, CheckboxItem: Menubar.CheckboxItem, Separator: Menubar.Separator };

/** Reads the context when the menu opens. */
function GroupItems({ group }: { readonly group: ActionGroup }) {
  const context = actionContext();
  return context && <MenuItems parts={parts} actions={actions.filter((action) => action.group === group)} context={context} />;
}

export function MenuBar() {
  return (
    <Menubar.Root className={styles.bar} aria-label="Menus">
      {groups
        .filter((group) => actions.some((action) => action.group === group))
        .map((group) => (
          <Menubar.Menu key={group}>
            <Menubar.Trigger className={styles.trigger}>{menuTitles[group]}</Menubar.Trigger>
            <Menubar.Portal>
              <Menubar.Content className={menu.content} align="start" sideOffset={5} collisionPadding={8}>
                <GroupItems group={group} />
              </Menubar.Content>
            </Menubar.Portal>
          </Menubar.Menu>
        ))}
    </Menubar.Root>
  );
}
