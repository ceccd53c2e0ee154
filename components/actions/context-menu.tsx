/** The one context menu of the studio; `openContextMenu` says where and on what. Mounted once by the shell. */
import { DropdownMenu } from 'radix-ui';
import { useStore } from 'zustand';
import menu from '@/components/ui/menu.module.css';
import { closeContextMenu, contextMenuStore } from '@/components/canvas-state/context-menu-store';
import { MenuItems } from './menu-items';
import { actions } from './registry';
import { actionContext, isEnabled } from './run-action';

const parts = { Item: DropdownMenu.Item, CheckboxItem: DropdownMenu.CheckboxItem, Separator: DropdownMenu.Separator };

export function ContextMenu() {
  const request = useStore(contextMenuStore, ({ open }) => open);
  const context = request && actionContext(request.target);
  if (!request || !context) return null;
  const shown = actions.filter((action) => action.places?.includes(request.place) && isEnabled(action, context));
  if (shown.length === 0) return null;
  return (
    <DropdownMenu.Root open onOpenChange={(open) => !open && closeContextMenu()} key={`${request.x} ${request.y}`}>
      <DropdownMenu.Trigger asChild>
        <span aria-hidden tabIndex={-1} style={{ position: 'fixed', left: request.x, top: request.y, width: 1, height: 1 }} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.content} align="start" sideOffset={2} collisionPadding={8} onContextMenu={(event) => event.preventDefault()}>
          <MenuItems parts={parts} actions={shown} context={context} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
