/** Adding by search, walking along the wires, zoom and the switches of the canvas. */
import { AlignVerticalSpaceAround, Focus, Grid3x3, Map as MapIcon, Maximize, Mouse, Plus, Search, ZoomIn, ZoomOut } from 'lucide-react';
import { getCanvas, mapIsOn, setCanvas, toggleMap, type SearchRequest } from '@/components/canvas-state/canvas-state';
import { boxesOf, boxOf, canvasCentreOnScreen, canvasHasKeys, canvasView, fitView, focusOnCanvas, reveal, toCanvas, viewCentre, zoomIn, zoomOut, zoomTo } from '@/components/canvas-state/canvas-view';
import { selectedThings } from '@/components/canvas/clipboard';
import { nodeLabel } from '@/components/node/node-label';
import { kindOf } from '@/components/canvas-state/kinds';
import { walk, type Step } from '@/components/canvas/walk';
import { announce, select } from '@/components/studio-state';
import { defineActions, type ActionDefinition } from './definition';

/** The place of a search without a pointer: beside the selected node, else in the middle. */
function searchPlace(): { readonly x: number; readonly y: number } {
  const [id] = selectedThings();
  const box = id === undefined ? null : boxOf(id);
  const view = canvasView();
  if (box && view) return view.flow.flowToScreenPosition({ x: box.x + box.width + 64, y: box.y + 48 });
  const centre = canvasCentreOnScreen();
  return { x: centre.x - 160, y: centre.y - 160 };
}

const go = (step: Step, title: string, shortcuts: readonly string[]): ActionDefinition => ({
  id: `canvas.walk.${step}`,
  title,
  group: 'graph',
  section: 5,
  shortcuts,
  keywords: 'walk navigate keyboard',
  keysOnCanvas: true,
  when: ({ document }) => Object.keys(document.nodes).length > 0,
  run: ({ document, analysis, selection }) => {
    const id = walk(document, selection.nodes[0] ?? null, step);
    const node = id === null ? undefined : document.nodes[id];
    if (!node) return announce(step === 'upstream' ? 'Nothing is wired to its inputs.' : 'Nothing is wired to its outputs.');
    select({ nodes: [node.id] });
    reveal(node.id);
    focusOnCanvas(node.id);
    announce(nodeLabel(node, kindOf(node.kind)?.title ?? node.kind, analysis.nodes[node.id]));
  },
});

/** At once, so that what is typed next is for it; a menu that was used gives the focus back first. */
function openSearch(search: SearchRequest): void {
  if (canvasHasKeys()) setCanvas({ search });
  else setTimeout(() => setCanvas({ search }), 30);
}

export const canvasViewActions = defineActions(
  {
    id: 'canvas.search',
    title: 'Add a node…',
    group: 'graph',
    shortcuts: ['Tab', 'Shift+A'],
    icon: Plus,
    keywords: 'search palette insert',
    places: ['canvas'],
    edits: true,
    keysOnCanvas: true,
    run: ({ target }) => {
      const view = canvasView();
      const at = target.position && view ? view.flow.flowToScreenPosition(target.position) : searchPlace();
      openSearch({ ...at, at: target.position ?? (selectedThings().length > 0 ? besideSelection() : viewCentre()) });
    },
  },
  {
    id: 'canvas.insertOnWire',
    title: 'Insert a node…',
    group: 'graph',
    icon: Search,
    places: ['wire'],
    edits: true,
    when: ({ selection, target }) => target.wire !== undefined || selection.wires.length === 1,
    run: ({ selection, target }) => {
      const wire = target.wire ?? selection.wires[0];
      const at = target.position ?? viewCentre();
      const screen = canvasView()?.flow.flowToScreenPosition(at) ?? at;
      openSearch({ ...screen, at, wire });
    },
  },
  go('downstream', 'Go along the wire', [']']),
  go('upstream', 'Go back along the wire', ['[']),
  go('next', 'Go to the next node', ['Alt+ArrowDown', 'Alt+ArrowRight']),
  go('previous', 'Go to the previous node', ['Alt+ArrowUp', 'Alt+ArrowLeft']),
  {
    id: 'canvas.fit',
    title: 'Fit everything in view',
    group: 'view',
    shortcuts: ['1'],
    icon: Maximize,
    places: ['canvas'],
    keysOnCanvas: true,
    run: () => fitView(),
  },
  {
    id: 'canvas.fitSelection',
    title: 'Fit the selection in view',
    group: 'view',
    shortcuts: ['2'],
    icon: Focus,
    keysOnCanvas: true,
    when: () => boxesOf(selectedThings()).length > 0,
    run: () => fitView(selectedThings()),
  },
  { id: 'canvas.zoomIn', title: 'Zoom in', group: 'view', shortcuts: ['+', '='], icon: ZoomIn, keysOnCanvas: true, run: zoomIn },
  { id: 'canvas.zoomOut', title: 'Zoom out', group: 'view', shortcuts: ['-'], icon: ZoomOut, keysOnCanvas: true, run: zoomOut },
  { id: 'canvas.zoomReset', title: 'Zoom to 100 %', group: 'view', shortcuts: ['0'], icon: ZoomIn, keysOnCanvas: true, run: () => zoomTo(1) },
  {
    id: 'canvas.snap',
    title: 'Snap to the grid',
    group: 'view',
    section: 3,
    shortcuts: ['Shift+S'],
    icon: Grid3x3,
    checked: () => getCanvas().snap,
    run: () => setCanvas({ snap: !getCanvas().snap }),
  },
  {
    id: 'canvas.helperLines',
    title: 'Helper lines',
    group: 'view',
    section: 3,
    icon: AlignVerticalSpaceAround,
    help: 'Lines up a dragged node with the others.',
    checked: () => getCanvas().helperLines,
    run: () => setCanvas({ helperLines: !getCanvas().helperLines }),
  },
  {
    id: 'canvas.wheelZooms',
    title: 'Wheel zooms',
    group: 'view',
    section: 3,
    icon: Mouse,
    help: 'A mouse wheel zooms in place of panning. A pinch, or the wheel with Ctrl, zooms in any case.',
    keywords: 'mouse scroll trackpad pan setting',
    checked: () => getCanvas().wheelZooms,
    run: () => setCanvas({ wheelZooms: !getCanvas().wheelZooms }),
  },
  {
    id: 'canvas.minimap',
    title: 'Map',
    group: 'view',
    section: 3,
    shortcuts: ['Shift+M'],
    icon: MapIcon,
    checked: () => mapIsOn(getCanvas()),
    keysOnCanvas: true,
    run: toggleMap,
  },
);

/** Where a node goes that is added by key while another is selected: to its right, as a continuation. */
function besideSelection(): { readonly x: number; readonly y: number } {
  const [id] = selectedThings();
  const box = id === undefined ? null : boxOf(id);
  return box ? { x: box.x + box.width * 1.5 + 96, y: box.y + 48 } : toCanvas(canvasCentreOnScreen().x, canvasCentreOnScreen().y);
}
