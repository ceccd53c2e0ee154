/** Finds and runs any action, goes to any node, opens any template. */
import { Command } from 'cmdk';
import { Box, Shapes } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useEffect, useState } from 'react';
import type { ActionDefinition } from '@/components/actions/definition';
import { menuTitles } from '@/components/actions/menu-bar';
import { actions } from '@/components/actions/registry';
import { focusOnCanvas, reveal } from '@/components/canvas/canvas-view';
import { actionContext, isEnabled, runAction, titleOf } from '@/components/actions/run-action';
import { loadTemplates, openTemplate, type Template } from '@/components/gallery/templates';
import { flashNode, openDialog, reportFault, select } from '@/components/studio-state';
import { Keys } from '@/components/ui/keys';
import { searchScore } from '@/components/ui/search-score';
import styles from './command-palette.module.css';

const close = (): void => openDialog(null);
/** The dialog gives the focus back before the action runs, so that the action may take it. */
const after = (run: () => void): void => {
  close();
  requestAnimationFrame(run);
};

function Entry({ action, title, shortcut }: { readonly action: ActionDefinition; readonly title: string; readonly shortcut?: string }) {
  const Icon = action.icon;
  return (
    <Command.Item
      className={styles.item}
      value={title}
      keywords={[menuTitles[action.group], action.id, ...(action.keywords?.split(' ') ?? [])]}
      onSelect={() => after(() => void runAction(action))}
    >
      {Icon ? <Icon aria-hidden /> : <span className={styles.blank} />}
      <span>{title}</span>
      {action.help && <small>{action.help}</small>}
      {shortcut && <Keys shortcut={shortcut} />}
    </Command.Item>
  );
}

export function CommandPalette() {
  const [context] = useState(() => actionContext());
  const [templates, setTemplates] = useState<readonly Template[]>([]);
  useEffect(() => {
    loadTemplates().then(setTemplates, reportFault);
  }, []);
  if (!context) return null;
  const enabled = actions.filter((action) => !action.keyOnly && action.id !== 'view.commands' && isEnabled(action, context));
  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.overlay} />
        <Dialog.Content className={styles.palette} aria-describedby={undefined}>
          <Dialog.Title className="visually-hidden">Command palette</Dialog.Title>
          <Command label="Command palette" loop filter={searchScore}>
            <Command.Input className={styles.input} placeholder="Type a command, a node or a template…" autoFocus />
            <Command.List className={styles.list}>
              <Command.Empty className={styles.empty}>Nothing by that name.</Command.Empty>
              <Command.Group heading="Commands" className={styles.group}>
                {enabled.map((action) => (
                  <Entry key={action.id} action={action} title={titleOf(action, context)} shortcut={action.shortcuts?.[0]} />
                ))}
              </Command.Group>
              <Command.Group heading="Go to node" className={styles.group}>
                {Object.values(context.document.nodes).map(({ id, name, kind }) => (
                  <Command.Item
                    key={id}
                    className={styles.item}
                    value={`${name} ${id}`}
                    onSelect={() =>
                      after(() => {
                        select({ nodes: [id] });
                        flashNode(id);
                        reveal(id);
                        focusOnCanvas(id);
                      })
                    }
                  >
                    <Box aria-hidden />
                    <span>{name}</span>
                    <small>{kind}</small>
                  </Command.Item>
                ))}
              </Command.Group>
              <Command.Group heading="Open template" className={styles.group}>
                {templates.map((template) => (
                  <Command.Item key={template.id} className={styles.item} value={`${template.title} ${template.id}`} keywords={['template', 'gallery']} onSelect={() => after(() => openTemplate(template))}>
                    <Shapes aria-hidden />
                    <span>{template.title}</span>
                  </Command.Item>
                ))}
              </Command.Group>
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
