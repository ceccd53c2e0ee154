/** Frames as groups: collapsed into one card, and open again. */
import { FolderInput, Group, PackagePlus, Ungroup } from 'lucide-react';
import { copyFragment, printFragment } from '@/graph-engine/document/fragment';
import { newId } from '@/graph-engine/document/ids';
import type { Edit } from '@/graph-engine/document/run-commands';
import { boxesOf, reveal } from '@/components/canvas-state/canvas-view';
import { crossingPorts, holdersOf } from '@/components/canvas-state/collapsed';
import { cardCorner, frameAround, membersOf } from '@/components/canvas/frame-members';
import { openGroups } from '@/components/canvas-state/open-groups';
import { saveBlock } from '@/components/canvas-state/blocks';
import { selectedThings } from '@/components/canvas/clipboard';
import { tellBlock } from '@/components/canvas/tell-block';
import { announce, batch, select } from '@/components/studio-state';
import { defineActions, type ActionContext } from './definition';

const framesOf = ({ document, selection, target }: ActionContext) => (target.frame === undefined ? selection.frames : [target.frame]).flatMap((id) => document.frames[id] ?? []);

/** Nodes and notes in the open frame that lie in no collapsed one. */
function within({ document }: ActionContext, id: string): readonly string[] {
  const { position, width, height } = document.frames[id]!;
  const holders = holdersOf(document);
  return membersOf({ ...position, width, height }, boxesOf([...Object.keys(document.nodes), ...Object.keys(document.notes)].filter((held) => !holders.has(held))));
}

export const canvasGroupActions = defineActions(
  {
    id: 'block.save',
    title: 'Save as a block for the palette',
    group: 'graph',
    section: 1,
    icon: PackagePlus,
    keywords: 'own block template group reuse snippet',
    help: 'What is selected stands in the palette from then on, and is inserted with new ids. It is kept in this browser, and can be saved as a file.',
    places: ['frame', 'node'],
    when: () => selectedThings().length > 0,
    run: (context) => {
      const ids = selectedThings();
      const [frame] = framesOf(context);
      const name = (frame?.title || context.document.nodes[ids[0]!]?.name) ?? 'Block';
      tellBlock(saveBlock(name, printFragment(copyFragment(context.document, ids))));
    },
  },
  {
    id: 'block.take',
    title: 'Take a block from a file…',
    group: 'graph',
    section: 1,
    icon: FolderInput,
    keywords: 'own block import palette load',
    run: async () => (await import('@/components/canvas/read-block')).takeBlock(),
  },
  {
    id: 'frame.collapse',
    title: 'Collapse into one card',
    group: 'graph',
    section: 1,
    shortcuts: ['$mod+g'],
    icon: Group,
    keywords: 'group fold subgraph hide frame',
    help: 'A frame, or what is selected, becomes one card with the ports where wires cross its border. A double click opens it in place.',
    places: ['frame', 'node'],
    edits: true,
    keysOnCanvas: true,
    when: (context) => framesOf(context).some(({ id, holds }) => !holds && within(context, id).length > 0) || (framesOf(context).length === 0 && context.selection.nodes.length > 0),
    run: (context) => {
      const { document, selection } = context;
      const open = framesOf(context).filter(({ holds }) => !holds);
      const edits: Edit[] = open.flatMap(({ id }): Edit[] => ((held) => (held.length === 0 ? [] : [{ name: 'setFrame', args: { frame: id, set: { holds: held } } }]))(within(context, id)));
      const made = newId('frame', document);
      if (open.length === 0) {
        const held = [...selection.nodes, ...selection.notes];
        const { width, height } = frameAround(boxesOf(held), { x: 0, y: 0 });
        const others = boxesOf([...Object.keys(document.nodes), ...Object.keys(document.notes)].filter((id) => !held.includes(id)));
        const crossing = crossingPorts(document, new Set(held));
        const ports = Math.max(...(['input', 'output'] as const).map((side) => crossing.filter((port) => port.side === side).length));
        edits.push({ name: 'addFrame', args: { id: made, title: 'Group', color: 'slate', position: cardCorner(boxesOf(held), others, ports), width, height } }, { name: 'setFrame', args: { frame: made, set: { holds: held } } });
      }
      if (edits.length === 0 || !batch('Collapse into one card', edits).ok) return;
      select({ frames: open.length === 0 ? [made] : open.map(({ id }) => id) });
      // Its card stands at the border of what it holds, which may be out of sight.
      requestAnimationFrame(() => reveal(open[0]?.id ?? made));
      announce('Collapsed into one card.');
    },
  },
  {
    id: 'frame.open',
    title: 'Open in place',
    group: 'graph',
    section: 1,
    shortcuts: ['$mod+Shift+u'],
    icon: Ungroup,
    keywords: 'group unfold ungroup expand frame',
    places: ['frame'],
    edits: true,
    keysOnCanvas: true,
    when: (context) => framesOf(context).some(({ holds }) => holds !== null),
    run: (context) => {
      openGroups(framesOf(context).flatMap(({ id, holds }) => (holds === null ? [] : [id])));
    },
  },
);
