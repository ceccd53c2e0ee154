/** Adds a layer: a search over every kind, with a line of help each. */
import { Command } from 'cmdk';
import { Plus } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import type { LayerDefinition } from '@/graph-engine/layers/definition';
import { layerOf } from '@/graph-engine/layers/registry';
import { layerOffers, type NewLayer } from '@/components/canvas-state/offers';
import { dispatch, select } from '@/components/studio-state';
import { Button } from '@/components/ui/button';
import { rankGroups } from '@/components/ui/rank-groups';
import styles from './layers.module.css';

const categoryNames: Readonly<Record<LayerDefinition['category'], string>> = {
  core: 'Core',
  convolution: 'Convolution',
  sequence: 'Sequence',
  normalisation: 'Normalisation',
  shape: 'Shape',
  regularisation: 'Regularisation',
};
const groups = Object.entries(categoryNames).map(([category, title]) => ({
  title,
  entries: layerOffers.flatMap(({ key, layer, ...meaning }) => (layer && layerOf(layer.kind)?.category === category ? [{ value: key, meaning, layer, isChoice: layer.params !== undefined }] : [])),
}));
/** What is shown before somebody searches. */
const kindGroups = groups.map(({ title, entries }) => ({ title, entries: entries.filter(({ isChoice }) => !isChoice) }));

export function AddLayer({ node }: { readonly node: string }) {
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const found = search.trim() === '' ? kindGroups : rankGroups(groups, search);
  const toggle = (next: boolean): void => {
    setSearch('');
    setOpen(next);
  };
  const add = (layer: NewLayer): void => {
    const result = dispatch('addLayer', { node, ...layer });
    toggle(false);
    const created = result.ok ? result.created[0] : undefined;
    if (created !== undefined) select({ nodes: [node], layer: { node, layer: created } });
  };
  return (
    <Popover.Root open={open} onOpenChange={toggle}>
      <Popover.Trigger asChild>
        <Button className={styles.add}>
          <Plus aria-hidden /> Add layer
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles.popover} align="start" sideOffset={6} collisionPadding={8}>
          <Command label="Layers" loop shouldFilter={false}>
            <Command.Input className={styles.search} placeholder="Search layers…" value={search} onValueChange={setSearch} autoFocus />
            <Command.List className={styles.kinds}>
              {found.length === 0 && <p className={styles.empty}>No layer by that name.</p>}
              {found.map(({ title, entries }) => (
                <Command.Group key={title} heading={title} className={styles.group}>
                  {entries.map(({ value, meaning: { title, help }, layer }) => (
                    <Command.Item key={value} value={value} className={styles.kind} onSelect={() => add(layer)}>
                      <span>{title}</span>
                      <small>{help}</small>
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
