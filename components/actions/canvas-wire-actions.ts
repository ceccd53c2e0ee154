/** What is done to wires: dots to run through, straight again, all of a node taken away. */
import { Spline, Scissors, Waypoints } from 'lucide-react';
import { bendWire } from '@/components/canvas/bend-wire';
import { wiresOf } from '@/components/canvas-state/wire-index';
import type { Wire } from '@/graph-engine/document/types';
import { announce, batch, dispatch } from '@/components/studio-state';
import { counted } from '@/graph-engine/diagnostics/counted';
import { defineActions, type ActionContext } from './definition';

/** The wire that was clicked, or the only one that is selected. */
function meant({ document, selection, target }: ActionContext): Wire | null {
  const id = target.wire ?? (selection.wires.length === 1 ? selection.wires[0] : undefined);
  return (id !== undefined && document.wires[id]) || null;
}
const wiresAt = ({ document, selection }: ActionContext): readonly string[] => [
  ...new Set(selection.nodes.flatMap((id) => ((found) => [...Object.values(found.inputs), ...Object.values(found.outputs)].flat().map((wire) => wire.id))(wiresOf(document, id)))),
];

export const canvasWireActions = defineActions(
  {
    id: 'wire.bend',
    title: 'Add a dot to run through',
    group: 'edit',
    section: 5,
    shortcuts: ['d'],
    icon: Waypoints,
    keywords: 'reroute bend route waypoint',
    help: 'A double click on a wire does so too. Dots are dragged, and taken away by a double click.',
    places: ['wire'],
    edits: true,
    keysOnCanvas: true,
    when: (context) => meant(context) !== null,
    run: (context) => {
      const wire = meant(context);
      if (wire) bendWire(wire.id, context.target.position);
    },
  },
  {
    id: 'wire.straighten',
    title: 'Take its dots away',
    group: 'edit',
    section: 5,
    icon: Spline,
    keywords: 'reroute straighten bend',
    places: ['wire'],
    edits: true,
    when: (context) => (meant(context)?.bends.length ?? 0) > 0,
    run: (context) => {
      const wire = meant(context);
      if (wire) dispatch('setBends', { wire: wire.id, bends: [] });
    },
  },
  {
    id: 'node.cutWires',
    title: 'Cut all its wires',
    group: 'edit',
    section: 5,
    shortcuts: ['x'],
    icon: Scissors,
    keywords: 'disconnect unwire remove',
    help: 'Dragging across wires with Ctrl and Shift cuts those alone.',
    places: ['node'],
    edits: true,
    keysOnCanvas: true,
    when: (context) => wiresAt(context).length > 0,
    run: (context) => {
      const wires = [...wiresAt(context)];
      if (batch('Cut wires', [{ name: 'disconnect', args: { wires } }]).ok) announce(`${counted(wires.length, 'wire')} cut.`);
    },
  },
);
