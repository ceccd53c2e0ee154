/** The entries of one menu, drawn from actions with the parts of a Radix menu (menu bar or drop-down). */
import { Check } from 'lucide-react';
import { Fragment, type ComponentType, type ReactNode } from 'react';
import { Keys } from '@/components/ui/keys';
import styles from '@/components/ui/menu.module.css';
import type { ActionContext, ActionDefinition } from './definition';
import { shortcutsOf } from './own-shortcuts';
import { isEnabled, runAction, titleOf } from './run-action';

export interface MenuParts {
  readonly Item: ComponentType<{ className?: string; disabled?: boolean; onSelect?: (event: Event) => void; children?: ReactNode }>;
  readonly CheckboxItem: ComponentType<{
    className?: string;
    disabled?: boolean;
    checked?: boolean | 'indeterminate';
    onSelect?: (event: Event) => void;
    children?: ReactNode;
  }>;
  readonly Separator: ComponentType<{ className?: string }>;
}

export interface MenuItemsProps {
  readonly parts: MenuParts;
  readonly actions: readonly ActionDefinition[];
  readonly context: ActionContext;
}

export function MenuItems({ parts: { Item, CheckboxItem, Separator }, actions, context }: MenuItemsProps) {
  const shown = actions.filter((action) => !action.keyOnly);
  const sections = [...new Set(shown.map((action) => action.section ?? 0))].sort((a, b) => a - b);
  return sections.map((section, index) => (
    <Fragment key={section}>
      {index > 0 && <Separator className={styles.separator} />}
      {shown
        .filter((action) => (action.section ?? 0) === section)
        .map((action) => {
          const { icon: Icon } = action;
          const [shortcut] = shortcutsOf(action);
          const checked = action.checked?.(context);
          const inner = (
            <>
              {checked ? <Check aria-hidden /> : Icon ? <Icon aria-hidden /> : <span className={styles.blank} />}
              <span className={styles.title}>{titleOf(action, context)}</span>
              {shortcut !== undefined && <Keys shortcut={shortcut} />}
            </>
          );
          const common = { className: styles.item, disabled: !isEnabled(action, context), onSelect: () => void runAction(action, context.target) };
          return checked === undefined ? (
            <Item key={action.id} {...common}>
              {inner}
            </Item>
          ) : (
            <CheckboxItem key={action.id} {...common} checked={checked}>
              {inner}
            </CheckboxItem>
          );
        })}
    </Fragment>
  ));
}
