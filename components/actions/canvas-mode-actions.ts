/** How nodes take part: pinned to their place. */
import { Pin } from 'lucide-react';
import type { GraphNode } from '@/graph-engine/document/types';
import { announce, dispatch } from '@/components/studio-state';
import { defineActions, type ActionContext } from './definition';

const chosen = ({ document, selection }: ActionContext): readonly GraphNode[] => selection.nodes.flatMap((id) => document.nodes[id] ?? []);
const names = (nodes: readonly GraphNode[]): string => (nodes.length === 1 ? nodes[0]!.name : `${nodes.length} nodes`);
const isEach = (context: ActionContext, holds: (node: GraphNode) => boolean): boolean => chosen(context).length > 0 && chosen(context).every(holds);

export const canvasModeActions = defineActions({
  id: 'node.pin',
  title: 'Pin to its place',
  group: 'edit',
  section: 4,
  shortcuts: ['p'],
  icon: Pin,
  keywords: 'unpin lock position move',
  help: 'A pinned node stays where it is when others are dragged, lined up or arranged.',
  places: ['node'],
  edits: true,
  keysOnCanvas: true,
  when: (context) => chosen(context).length > 0,
  checked: (context) => isEach(context, ({ pinned }) => pinned),
  run: (context) => {
    const nodes = chosen(context);
    const pinned = !isEach(context, (node) => node.pinned);
    if (dispatch('setPinned', { nodes: nodes.map(({ id }) => id), pinned }).ok) announce(`${names(nodes)} ${pinned ? 'pinned' : 'let go'}.`);
  },
});
