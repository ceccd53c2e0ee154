/** What is done to nodes: rename, fold, freeze, share, wire. */
import { Cable, ChevronsDownUp, Layers, Link2, Link2Off, Pencil, Snowflake, Workflow } from 'lucide-react';
import { setCanvas } from '@/components/canvas-state/canvas-state';
import { canvasView, fitView, focusOnLayer, reveal } from '@/components/canvas-state/canvas-view';
import { kindOf } from '@/components/canvas-state/kinds';
import { levelOf } from '@/components/canvas-state/zoom-level';
import { wiresOf } from '@/components/canvas-state/wire-index';
import { layersOf, type GraphNode } from '@/graph-engine/document/types';
import { mirrorField } from '@/graph-engine/nodes/mirror-field';
import { announce, dispatch, notify, select } from '@/components/studio-state';
import { defineActions, type ActionContext } from './definition';

const chosen = ({ document, selection }: ActionContext): readonly GraphNode[] => selection.nodes.flatMap((id) => document.nodes[id] ?? []);
const stateful = (context: ActionContext): readonly GraphNode[] => chosen(context).filter((node) => (context.analysis.nodes[node.id]?.parameters ?? 0) > 0 || node.frozen || node.sharesWith !== null);
const names = (nodes: readonly GraphNode[]): string => (nodes.length === 1 ? nodes[0]!.name : `${nodes.length} nodes`);

/** The thing that a rename would begin with: the only one selected. */
function renamable({ selection, target }: ActionContext): string | null {
  const all = [...selection.nodes, ...selection.frames, ...selection.notes];
  return target.node ?? target.frame ?? target.note ?? (all.length === 1 ? all[0]! : null);
}

/** Two selected nodes of one kind: the second takes the weights of the first. */
function sharing(context: ActionContext): { readonly owner: GraphNode; readonly user: GraphNode } | null {
  const [a, b, ...more] = chosen(context);
  if (!a || !b || more.length > 0 || a.kind !== b.kind || !kindOf(a.kind)?.traits.shareable) return null;
  return a.sharesWith === null ? { owner: a, user: b } : { owner: b, user: a };
}

/** The only one chosen, where its card shows layers of its own. */
function stackOf(context: ActionContext): GraphNode | null {
  const [node, ...more] = chosen(context);
  return node && more.length === 0 && !node.collapsed && layersOf(node).length > 0 && !mirrorField(node) ? node : null;
}

export const canvasNodeActions = defineActions(
  {
    id: 'node.rename',
    title: ({ target, selection }) => (target.note || (selection.notes.length === 1 && selection.nodes.length === 0) ? 'Edit text' : 'Rename'),
    group: 'edit',
    section: 3,
    shortcuts: ['F2', 'Enter'],
    icon: Pencil,
    places: ['node', 'frame', 'note'],
    edits: true,
    keysOnCanvas: true,
    when: (context) => renamable(context) !== null,
    run: (context) => {
      const id = renamable(context);
      if (id === null) return;
      reveal(id);
      // A menu gives the focus back when it closes; the field takes it after that.
      setTimeout(() => setCanvas({ editing: id }), 30);
    },
  },
  {
    id: 'node.layers',
    title: 'Edit layers',
    group: 'edit',
    section: 3,
    shortcuts: ['l'],
    icon: Layers,
    keywords: 'stack units filters dense',
    help: 'Goes to the layers on the node. Arrow keys walk through them, Enter opens one, Alt and arrow keys move it.',
    places: ['node'],
    keysOnCanvas: true,
    when: (context) => stackOf(context) !== null,
    run: (context) => {
      const node = stackOf(context);
      if (!node) return;
      const layer = context.selection.layer?.layer ?? layersOf(node)[0]!.id;
      if (levelOf(canvasView()?.flow.getZoom() ?? 1) === 'far') fitView([node.id]);
      else reveal(node.id);
      select({ nodes: [node.id], layer: { node: node.id, layer } });
      // A menu gives the focus back when it closes; the line takes it after that.
      setTimeout(() => focusOnLayer(layer), 30);
    },
  },
  {
    id: 'node.fold',
    title: (context) => (chosen(context).every((node) => node.collapsed) ? 'Unfold' : 'Fold'),
    group: 'edit',
    section: 3,
    shortcuts: ['.'],
    icon: ChevronsDownUp,
    keywords: 'collapse expand',
    places: ['node'],
    edits: true,
    keysOnCanvas: true,
    when: (context) => chosen(context).length > 0,
    run: (context) => {
      const nodes = chosen(context);
      const collapsed = !nodes.every((node) => node.collapsed);
      if (dispatch('setCollapsed', { nodes: nodes.map(({ id }) => id), collapsed }).ok) announce(`${names(nodes)} ${collapsed ? 'folded' : 'unfolded'}.`);
    },
  },
  {
    id: 'node.connect',
    title: 'Wire…',
    group: 'edit',
    section: 3,
    shortcuts: ['c'],
    icon: Cable,
    keywords: 'connect disconnect port edge link keyboard',
    help: 'Draws or removes wires by choosing ports from lists.',
    places: ['node', 'canvas'],
    edits: true,
    keysOnCanvas: true,
    when: ({ document }) => Object.keys(document.nodes).length > 0,
    run: ({ selection, target }) => setCanvas({ connecting: { node: target.node ?? (selection.nodes.length === 1 ? selection.nodes[0]! : null) } }),
  },
  {
    id: 'node.freeze',
    title: (context) => (stateful(context).every((node) => node.frozen) && stateful(context).length > 0 ? 'Thaw' : 'Freeze'),
    group: 'edit',
    section: 4,
    shortcuts: ['Shift+F'],
    icon: Snowflake,
    keywords: 'train weights lock',
    help: 'A frozen node keeps its weights while the others are trained.',
    places: ['node'],
    edits: true,
    keysOnCanvas: true,
    when: (context) => stateful(context).length > 0,
    run: (context) => {
      const nodes = stateful(context);
      const frozen = !nodes.every((node) => node.frozen);
      if (dispatch('setFrozen', { nodes: nodes.map(({ id }) => id), frozen }).ok) announce(`${names(nodes)} ${frozen ? 'frozen' : 'thawed'}.`);
    },
  },
  {
    id: 'node.share',
    title: (context) => {
      const pair = sharing(context);
      return pair ? `Share the weights of ${pair.owner.name}` : 'Share weights';
    },
    group: 'edit',
    section: 4,
    icon: Link2,
    help: 'Select two nodes of the same kind: the second uses the weights of the first.',
    places: ['node'],
    edits: true,
    when: (context) => sharing(context) !== null,
    run: (context) => {
      const pair = sharing(context);
      if (pair && dispatch('setShared', { node: pair.user.id, target: pair.owner.id }).ok) notify(`${pair.user.name} uses the weights of ${pair.owner.name}.`);
    },
  },
  {
    id: 'node.unshare',
    title: 'Give it weights of its own',
    group: 'edit',
    section: 4,
    icon: Link2Off,
    keywords: 'share weights',
    places: ['node'],
    edits: true,
    when: (context) => chosen(context).some((node) => node.sharesWith !== null),
    run: (context) => {
      for (const node of chosen(context)) if (node.sharesWith !== null) dispatch('setShared', { node: node.id, target: null }, { merge: 'unshare' });
    },
  },
  {
    id: 'node.selectConnected',
    title: 'Select what is wired to it',
    group: 'edit',
    section: 2,
    icon: Workflow,
    places: ['node'],
    when: ({ selection }) => selection.nodes.length > 0,
    run: ({ document, selection }) => {
      const found = new Set(selection.nodes);
      for (const id of found) {
        const { inputs, outputs } = wiresOf(document, id);
        for (const wire of [...Object.values(inputs), ...Object.values(outputs)].flat()) found.add(wire.from.node).add(wire.to.node);
      }
      select({ nodes: [...found] });
      announce(`${found.size} nodes selected.`);
    },
  },
);
