/** All menus behind one button, for narrow windows: one list, with what can be done now. */
import { Menu } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { IconButton } from '@/components/ui/icon-button';
import menu from '@/components/ui/menu.module.css';
import type { ActionGroup } from './definition';
import { menuTitles } from './menu-bar';
import { MenuItems } from './menu-items';
import { actions } from './registry';
import { actionContext, isEnabled } from './run-action';

const parts = { Item: DropdownMenu.Item, CheckboxItem: DropdownMenu.CheckboxItem, Separator: DropdownMenu.Separator };

function Groups() {
  const context = actionContext();
  if (!context) return null;
  return (Object.keys(menuTitles) as ActionGroup[]).map((group) => {
    const shown = actions.filter((action) => action.group === group && !action.id.startsWith('view.panel.') && isEnabled(action, context));
    return shown.some((action) => !action.keyOnly) ? (
      <DropdownMenu.Group key={group}>
        <DropdownMenu.Label className={menu.label}>{menuTitles[group]}</DropdownMenu.Label>
        <MenuItems parts={parts} actions={shown.map((action) => ({ ...action, section: 0 }))} context={context} />
      </DropdownMenu.Group>
    ) : null;
  });
}

export function MenuButton() {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <IconButton label="Menus">
          <Menu aria-hidden />
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.content} align="start" sideOffset={5} collisionPadding={8}>
          <Groups />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
