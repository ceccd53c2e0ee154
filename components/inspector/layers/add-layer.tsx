/** Adds a layer: a search over every kind, with a line of help each. */
import { Command } from 'cmdk';
import { Plus } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import type { LayerDefinition } from '@/graph-engine/layers/definition';
import { layers } from '@/graph-engine/layers/registry';
import { dispatch, select } from '@/components/studio-state';
import { Button } from '@/components/ui/button';
import { rankGroups } from '@/components/ui/rank-groups';
import styles from './layers.module.css';

const categoryNames: Readonly<Record<LayerDefinition['category'], string>> = {
  core: 'Core',
  convolution: 'Convolution',
  normalisation: 'Normalisation',
  shape: 'Shape',
  regularisation: 'Regularisation',
};
const kinds: readonly LayerDefinition[] = Object.values<LayerDefinition>(layers);
const groups = Object.entries(categoryNames).map(([category, title]) => ({
  title,
  entries: kinds.filter((definition) => definition.category === category).map(({ kind, title, help }) => ({ value: `${title} ${kind}`, keywords: [help], kind, title, help })),
}));

export function AddLayer({ node }: { readonly node: string }) {
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const found = rankGroups(groups, search);
  const toggle = (next: boolean): void => {
    setSearch('');
    setOpen(next);
  };
  const add = (kind: string): void => {
    const result = dispatch('addLayer', { node, kind });
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
                  {entries.map(({ value, kind, title, help }) => (
                    <Command.Item key={kind} value={value} className={styles.kind} onSelect={() => add(kind)}>
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
