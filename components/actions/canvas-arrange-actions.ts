/** Order on the canvas: align, distribute, arrange, frames and notes, and moving by key. */
import {
  AlignCenterHorizontal, AlignCenterVertical, AlignEndHorizontal, AlignEndVertical, AlignHorizontalDistributeCenter, AlignStartHorizontal, AlignStartVertical, AlignVerticalDistributeCenter, Frame, Network, StickyNote,
  type LucideIcon,
} from 'lucide-react';
import { alignBoxes, distributeBoxes, type Alignment, type Axis } from '@/components/canvas/align';
import { boxesOf, fitView, focusOnCanvas, viewCentre } from '@/components/canvas-state/canvas-view';
import { getCanvas, setCanvas } from '@/components/canvas-state/canvas-state';
import { selectedThings } from '@/components/canvas/clipboard';
import type { Arranged, Cluster } from '@/components/canvas/arrange-frames';
import { drawn, holdersOf } from '@/components/canvas-state/collapsed';
import { frameAround, membersOf } from '@/components/canvas/frame-members';
import { gridSize, type Moves } from '@/components/canvas-state/geometry';
import { newId } from '@/graph-engine/document/ids';
import type { Edit } from '@/graph-engine/document/run-commands';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { announce, batch, dispatch, getStudio, select } from '@/components/studio-state';
import { defineActions, type ActionDefinition } from './definition';

function place(positions: Moves, label: string): void {
  if (Object.keys(positions).length === 0) announce('Everything is in place already.');
  else if (dispatch('setPositions', { positions, label }).ok) announce(`${label}.`);
}

/** What lies in frames now, of those that are arranged: frames in which nothing else lies. */
function clustersOf({ frames, nodes }: HourglassDocument, ids: readonly string[]): readonly Cluster[] {
  const chosen = new Set(boxesOf(ids).map(({ id }) => id));
  const taken = new Set<string>();
  const boxes = boxesOf(Object.keys(nodes));
  return Object.values(frames).flatMap(({ id, position, width, height, holds }) => {
    if (holds) return [];
    const members = membersOf({ ...position, width, height }, boxes).filter((member) => !taken.has(member));
    if (members.length === 0 || members.some((member) => !chosen.has(member))) return [];
    for (const member of members) taken.add(member);
    return [{ id, members }];
  });
}
function arrange({ moves, frames }: Arranged): void {
  if (Object.keys(moves).length === 0) return announce('Everything is in place already.');
  const label = 'Arrange along the wires';
  const edits: readonly Edit[] = [
    { name: 'setPositions', args: { positions: moves, label } },
    ...Object.entries(frames).map(([frame, { x, y, width, height }]): Edit => ({ name: 'setFrame', args: { frame, set: { position: { x, y }, width, height } } })),
  ];
  if (batch(label, edits).ok) announce(`${label}.`);
}

const align = (alignment: Alignment, title: string, icon: LucideIcon, shortcut: string): ActionDefinition => ({
  id: `canvas.align.${alignment}`,
  title,
  group: 'graph',
  section: 2,
  icon,
  shortcuts: [shortcut],
  keywords: 'align arrange',
  edits: true,
  keysOnCanvas: true,
  when: () => selectedThings().length > 1,
  run: () => place(alignBoxes(boxesOf(selectedThings()), alignment), title),
});
const distribute = (axis: Axis, title: string, icon: LucideIcon): ActionDefinition => ({
  id: `canvas.distribute.${axis}`,
  title,
  group: 'graph',
  section: 3,
  icon,
  keywords: 'distribute spread space arrange',
  edits: true,
  when: () => selectedThings().length > 2,
  run: () => place(distributeBoxes(boxesOf(selectedThings()), axis), title),
});
const nudge = (key: string, x: number, y: number): ActionDefinition => ({
  id: `canvas.move.${key}`,
  title: `Move ${key.slice(5).toLowerCase()}`,
  group: 'graph',
  section: 4,
  shortcuts: [key],
  keyOnly: true,
  edits: true,
  keysOnCanvas: true,
  when: () => selectedThings().length > 0,
  run: () => {
    const by = getCanvas().snap ? gridSize : 4;
    dispatch('moveNodes', { positions: Object.fromEntries(boxesOf(selectedThings()).filter((box) => !box.pinned).map((box) => [box.id, { x: box.x + x * by, y: box.y + y * by }])) });
  },
});
const nudgeFar = (key: string, x: number, y: number): ActionDefinition => {
  const near = nudge(key, x * 8, y * 8);
  return { ...near, id: `${near.id}.far`, title: `${String(near.title)} far`, shortcuts: [`Shift+${key}`] };
};
const directions = [
  ['ArrowLeft', -1, 0],
  ['ArrowRight', 1, 0],
  ['ArrowUp', 0, -1],
  ['ArrowDown', 0, 1],
] as const;

export const canvasArrangeActions = defineActions(
  {
    id: 'canvas.addFrame',
    title: ({ selection }) => (selection.nodes.length > 0 ? 'Frame around the selection' : 'Add a frame'),
    group: 'graph',
    section: 1,
    shortcuts: ['Shift+G'],
    icon: Frame,
    keywords: 'group box',
    places: ['canvas', 'node'],
    edits: true,
    keysOnCanvas: true,
    run: ({ target, selection, document }) => {
      const { x, y, width, height } = frameAround(boxesOf([...selection.nodes, ...selection.notes]), target.position ?? viewCentre());
      const id = newId('frame', document);
      if (!dispatch('addFrame', { id, title: 'Frame', color: 'slate', position: { x, y }, width, height }).ok) return;
      select({ frames: [id] });
      announce('Frame added. Type its title.');
      setTimeout(() => setCanvas({ editing: id }), 60);
    },
  },
  {
    id: 'canvas.addNote',
    title: 'Add a note',
    group: 'graph',
    section: 1,
    shortcuts: ['Shift+N'],
    icon: StickyNote,
    keywords: 'comment text',
    places: ['canvas'],
    edits: true,
    keysOnCanvas: true,
    run: ({ target, document }) => {
      const at = target.position ?? viewCentre();
      const id = newId('note', document);
      if (!dispatch('addNote', { id, text: '', position: { x: Math.round(at.x), y: Math.round(at.y) }, width: 240, height: 120 }).ok) return;
      select({ notes: [id] });
      announce('Note added. Type its text.');
      setTimeout(() => setCanvas({ editing: id }), 60);
    },
  },
  {
    id: 'canvas.layout',
    title: ({ selection }) => (selection.nodes.length > 1 ? 'Arrange the selection along the wires' : 'Arrange along the wires'),
    group: 'graph',
    section: 1,
    shortcuts: ['Shift+L'],
    icon: Network,
    keywords: 'auto layout tidy order',
    places: ['canvas', 'node'],
    edits: true,
    keysOnCanvas: true,
    when: ({ document }) => Object.keys(document.nodes).length > 1,
    async run({ document, selection }) {
      const [{ layoutBoxes }, { arrangeFrames }, { standing }] = await Promise.all([import('@/components/canvas/layout'), import('@/components/canvas/arrange-frames'), import('@/graph-engine/layout/arranged')]);
      // What was edited while it was fetched is not arranged: it is not what was asked for.
      if (getStudio().document !== document) return;
      const selected = [...selection.nodes, ...selection.frames.filter((id) => document.frames[id]?.holds)];
      const isAll = selected.length < 2 || drawn(document).nodes.every((id) => selected.includes(id));
      const ids = isAll ? Object.keys(document.nodes) : selected;
      const holders = holdersOf(document);
      const drawnAs = (id: string): string => holders.get(id) ?? id;
      const links = Object.values(document.wires).map(({ from, to }) => ({ from: drawnAs(from.node), to: drawnAs(to.node) })).filter(({ from, to }) => from !== to);
      const standingOf = (id: string) => (document.nodes[id] ? standing(document.nodes[id].kind) : {});
      const boxes = boxesOf(ids).map((box) => ({ ...box, ...standingOf(box.id) }));
      arrange(arrangeFrames(boxes, links, clustersOf(document, ids), layoutBoxes));
      if (isAll) setTimeout(() => fitView(), 120);
    },
  },
  align('left', 'Align left edges', AlignStartVertical, 'Alt+Shift+L'),
  align('centre', 'Align centres', AlignCenterVertical, 'Alt+Shift+C'),
  align('right', 'Align right edges', AlignEndVertical, 'Alt+Shift+R'),
  align('top', 'Align top edges', AlignStartHorizontal, 'Alt+Shift+T'),
  align('middle', 'Align middles', AlignCenterHorizontal, 'Alt+Shift+M'),
  align('bottom', 'Align bottom edges', AlignEndHorizontal, 'Alt+Shift+B'),
  distribute('horizontal', 'Distribute from left to right', AlignHorizontalDistributeCenter),
  distribute('vertical', 'Distribute from top to bottom', AlignVerticalDistributeCenter),
  ...directions.map(([key, x, y]) => nudge(key, x, y)),
  ...directions.map(([key, x, y]) => nudgeFar(key, x, y)),
  {
    id: 'canvas.focusFirst',
    title: 'Go to the first node',
    group: 'graph',
    section: 4,
    keyOnly: true,
    shortcuts: ['Home'],
    keysOnCanvas: true,
    when: ({ document }) => Object.keys(document.nodes).length > 0,
    run: ({ document }) => {
      const seen = drawn(document);
      const frames = seen.frames.flatMap((id) => (document.frames[id]?.holds ? document.frames[id] : []));
      const [first] = [...seen.nodes.flatMap((id) => document.nodes[id] ?? []), ...frames].toSorted((a, b) => a.position.x - b.position.x || a.position.y - b.position.y);
      if (!first) return;
      select(Object.hasOwn(document.nodes, first.id) ? { nodes: [first.id] } : { frames: [first.id] });
      focusOnCanvas(first.id);
    },
  },
);
