/** Finds and runs any action, goes to any node, opens any template. */
import { Command } from 'cmdk';
import { Box, Layers, Plus, Shapes } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useEffect, useMemo, useState, type ComponentType } from 'react';
import type { ActionContext } from '@/components/actions/definition';
import { menuTitles } from '@/components/actions/menu-bar';
import { shortcutsOf } from '@/components/actions/own-shortcuts';
import { actions } from '@/components/actions/registry';
import { addOffer } from '@/components/canvas/add-offer';
import { focusOnCanvas, reveal, viewCentre } from '@/components/canvas-state/canvas-view';
import { layerOffers, nodeOffers, type Offer } from '@/components/canvas-state/offers';
import { actionContext, isEnabled, runAction, titleOf } from '@/components/actions/run-action';
import { loadTemplates, openTemplate } from '@/components/gallery/templates';
import type { TemplateDefinition } from '@/templates/definition';
import { flashNode, openDialog, reportFault, select } from '@/components/studio-state';
import { Keys } from '@/components/ui/keys';
import { useTypedAhead } from '@/components/ui/type-ahead';
import { rankGroups, type Entry, type Group } from '@/components/ui/rank-groups';
import styles from './command-palette.module.css';

const close = (): void => openDialog(null);
/** The dialog gives the focus back before the action runs, so that the action may take it. */
const after = (run: () => void): void => {
  close();
  requestAnimationFrame(run);
};

interface Choice extends Entry {
  readonly key: string;
  readonly icon: ComponentType<{ readonly 'aria-hidden': true }> | undefined;
  readonly title: string;
  readonly detail?: string | undefined;
  readonly shortcut?: string | undefined;
  run(): void;
}
type Choices = Group<Choice>;

function commandsOf(context: ActionContext): Choices {
  const enabled = actions.filter((action) => !action.keyOnly && action.id !== 'view.commands' && isEnabled(action, context));
  const entries = enabled.map((action): Choice => {
    const title = titleOf(action, context);
    const keywords = [menuTitles[action.group], action.id, ...(action.keywords?.split(' ') ?? [])];
    return { key: action.id, value: title, keywords, icon: action.icon, title, detail: action.help, shortcut: shortcutsOf(action)[0], run: () => void runAction(action) };
  });
  return { title: 'Commands', entries };
}

function goTo(id: string): void {
  select({ nodes: [id] });
  flashNode(id);
  reveal(id);
  focusOnCanvas(id);
}
const nodesOf = ({ document }: ActionContext): Choices => ({
  title: 'Go to node',
  entries: Object.values(document.nodes).map(({ id, name, kind }) => ({ key: id, value: `${name} ${id}`, icon: Box, title: name, detail: kind, run: () => goTo(id) })),
});
/** Found by their meaning; each is added in the middle of what is seen, a layer to the stack that is selected. */
const additions = (title: string, offers: readonly Offer[]): Choices => ({
  title,
  entries: offers.map((offer) => ({
    key: offer.key,
    value: `add ${offer.key}`,
    meaning: { ...offer, words: [`add ${offer.title}`, ...offer.words] },
    icon: offer.layer ? Layers : Plus,
    title: `Add ${offer.title}`,
    detail: offer.help,
    run: () => addOffer(offer, { at: viewCentre() }),
  })),
});
const toAdd = [additions('Add a node', nodeOffers), additions('Add a layer', layerOffers)];
const templatesOf = (templates: readonly TemplateDefinition[]): Choices => ({
  title: 'Open template',
  entries: templates.map((template) => ({ key: template.id, value: `${template.title} ${template.id}`, keywords: ['template', 'gallery'], icon: Shapes, title: template.title, run: () => void openTemplate(template) })),
});

export function CommandPalette() {
  const [context] = useState(() => actionContext());
  const [search, setSearch] = useState('');
  useTypedAhead(setSearch);
  const [templates, setTemplates] = useState<readonly TemplateDefinition[]>([]);
  useEffect(() => {
    loadTemplates().then(setTemplates, reportFault);
  }, []);
  const groups = useMemo(() => (context ? [commandsOf(context), nodesOf(context), templatesOf(templates)] : []), [context, templates]);
  if (!context) return null;
  const found = rankGroups(search.trim() === '' || context.readOnly !== null ? groups : [...groups, ...toAdd], search);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.overlay} />
        <Dialog.Content className={styles.palette} aria-describedby={undefined}>
          <Dialog.Title className="visually-hidden">Command palette</Dialog.Title>
          <Command label="Command palette" loop shouldFilter={false}>
            <Command.Input className={styles.input} placeholder="Type a command, a node, a layer or a template…" value={search} onValueChange={setSearch} autoFocus />
            <Command.List className={styles.list}>
              {found.length === 0 && <p className={styles.empty}>Nothing by that name.</p>}
              {found.map(({ title, entries }) => (
                <Command.Group key={title} heading={title} className={styles.group}>
                  {entries.map(({ key, value, icon: Icon, title, detail, shortcut, run }) => (
                    <Command.Item key={key} className={styles.item} value={value} onSelect={() => after(run)}>
                      {Icon ? <Icon aria-hidden /> : <span className={styles.blank} />}
                      <span>{title}</span>
                      {detail && <small title={detail}>{detail}</small>}
                      {shortcut && <Keys shortcut={shortcut} />}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
