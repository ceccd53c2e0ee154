/** How nodes take part: bypassed, muted, pinned to their place. */
import { Pin, Route, VolumeX } from 'lucide-react';
import { whyNotBypass } from '@/graph-engine/analysis/can-bypass';
import type { GraphNode, NodeMode } from '@/graph-engine/document/types';
import { announce, dispatch, notify } from '@/components/studio-state';
import { defineActions, type ActionContext } from './definition';

const chosen = ({ document, selection }: ActionContext): readonly GraphNode[] => selection.nodes.flatMap((id) => document.nodes[id] ?? []);
const names = (nodes: readonly GraphNode[]): string => (nodes.length === 1 ? nodes[0]!.name : `${nodes.length} nodes`);
const isEach = (context: ActionContext, holds: (node: GraphNode) => boolean): boolean => chosen(context).length > 0 && chosen(context).every(holds);

function setMode(nodes: readonly GraphNode[], mode: NodeMode, done: string): void {
  if (dispatch('setMode', { nodes: nodes.map(({ id }) => id), mode }).ok) announce(`${names(nodes)} ${done}.`);
}

export const canvasModeActions = defineActions(
  {
    id: 'node.bypass',
    title: 'Bypass',
    group: 'edit',
    section: 4,
    shortcuts: ['$mod+b'],
    icon: Route,
    keywords: 'skip disable off without',
    help: 'A bypassed node hands on what arrives, as if it were not there; what it is set to stays.',
    places: ['node'],
    edits: true,
    keysOnCanvas: true,
    when: (context) => chosen(context).length > 0,
    checked: (context) => isEach(context, ({ mode }) => mode === 'bypassed'),
    run: (context) => {
      const nodes = chosen(context);
      if (isEach(context, ({ mode }) => mode === 'bypassed')) return setMode(nodes, 'active', 'switched on');
      for (const node of nodes) {
        const reason = node.mode === 'bypassed' ? null : whyNotBypass(context.document, context.analysis, node.id);
        if (reason !== null) return notify(`${node.name} cannot be bypassed.`, { description: reason, tone: 'bad' });
      }
      setMode(nodes, 'bypassed', 'bypassed');
    },
  },
  {
    id: 'node.mute',
    title: 'Mute',
    group: 'edit',
    section: 4,
    shortcuts: ['m'],
    icon: VolumeX,
    keywords: 'disable off leave out branch term loss',
    help: 'A muted node is left out of training, with everything that cannot do without it; what it is set to stays.',
    places: ['node'],
    edits: true,
    keysOnCanvas: true,
    when: (context) => chosen(context).length > 0,
    checked: (context) => isEach(context, ({ mode }) => mode === 'muted'),
    run: (context) => {
      const isMuted = isEach(context, ({ mode }) => mode === 'muted');
      setMode(chosen(context), isMuted ? 'active' : 'muted', isMuted ? 'switched on' : 'muted');
    },
  },
  {
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
  },
);
