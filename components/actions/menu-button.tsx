/** All menus behind one button, for narrow windows. */
import { ChevronRight, Menu } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { IconButton } from '@/components/ui/icon-button';
import menu from '@/components/ui/menu.module.css';
import type { ActionGroup } from './definition';
import { menuTitles } from './menu-bar';
import { MenuItems } from './menu-items';
import { actions } from './registry';
import { actionContext } from './run-action';

const parts = { Item: DropdownMenu.Item, CheckboxItem: DropdownMenu.CheckboxItem, Separator: DropdownMenu.Separator };

function Groups() {
  const context = actionContext();
  if (!context) return null;
  return (Object.keys(menuTitles) as ActionGroup[])
    .filter((group) => actions.some((action) => action.group === group))
    .map((group) => (
      <DropdownMenu.Sub key={group}>
        <DropdownMenu.SubTrigger className={menu.item}>
          <span className={menu.title}>{menuTitles[group]}</span>
          <ChevronRight aria-hidden />
        </DropdownMenu.SubTrigger>
        <DropdownMenu.Portal>
          <DropdownMenu.SubContent className={menu.content} collisionPadding={8}>
            <MenuItems parts={parts} actions={actions.filter((action) => action.group === group)} context={context} />
          </DropdownMenu.SubContent>
        </DropdownMenu.Portal>
      </DropdownMenu.Sub>
    ));
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
