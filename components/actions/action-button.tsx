/** An icon button that runs an action: its name, shortcut and state come from the definition. */
import { useStore } from 'zustand';
import { selectionStore } from '@/components/studio-state/selection';
import { studioStore } from '@/components/studio-state/studio-store';
import { uiStore } from '@/components/studio-state/ui-store';
import { IconButton } from '@/components/ui/icon-button';
import type { ActionDefinition } from './definition';
import { shortcutsOf, useShortcuts } from './own-shortcuts';
import { actionOf } from './registry';
import { actionContext, isEnabled, runAction, titleOf } from './run-action';

const stateOf = (action: ActionDefinition): string => {
  const context = actionContext();
  return context ? `${isEnabled(action, context)}|${action.checked?.(context) ?? ''}|${titleOf(action, context)}` : 'false||';
};

export function ActionButton({ id, size }: { readonly id: string; readonly size?: 'small' | 'medium' }) {
  const action = actionOf(id);
  const read = (): string => stateOf(action);
  useStore(selectionStore, read);
  useStore(uiStore, read);
  const [enabled, checked, title = ''] = useStore(studioStore, read).split('|');
  useShortcuts();
  const { icon: Icon } = action;
  return (
    <IconButton
      label={title}
      shortcut={shortcutsOf(action)[0]}
      size={size}
      disabled={enabled !== 'true'}
      pressed={checked === '' ? undefined : checked === 'true'}
      onClick={() => runAction(action)}
    >
      {Icon ? <Icon aria-hidden /> : title}
    </IconButton>
  );
}
