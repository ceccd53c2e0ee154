/** Dots are put where the wire is drawn. */
import { expect, test } from 'vitest';
import { graph } from '@/graph-engine/testing/build-document';
import { setCanvasView } from '@/components/canvas-state/canvas-view';
import { getStudio } from '@/components/studio-state';
import { openDocument } from '@/components/studio-state/studio';
import { bendWire } from './bend-wire';

/** The part of what is drawn that is asked for: handles without a size, at the corners of their nodes. */
const drawn: Readonly<Record<string, { readonly x: number; readonly source?: string; readonly target?: string }>> = {
  dataset: { x: 0, source: 'data' },
  group: { x: 400, target: 'encoder/in' },
};
const flow = {
  getInternalNode: (id: string) => {
    const node = drawn[id];
    const handles = (port?: string) => (port === undefined ? [] : [{ id: port, x: 0, y: 0, width: 0, height: 0 }]);
    return node && { internals: { positionAbsolute: { x: node.x, y: 0 }, handleBounds: { source: handles(node.source), target: handles(node.target) } } };
  },
};

test('a wire into a collapsed frame ends at its card, not where the node that it holds lies', () => {
  const document = graph()
    .node('dataset')
    .node('encoder', {}, { position: { x: -900, y: 0 } })
    .node('bottleneck')
    .node('decoder')
    .node('loss')
    .wireAutoencoder()
    .frame({ id: 'group', holds: ['encoder'] })
    .done();
  openDocument(document, 'Test');
  setCanvasView({ flow, element: {} } as unknown as Parameters<typeof setCanvasView>[0]);
  const { id } = Object.values(document.wires).find(({ to }) => to.node === 'encoder')!;
  bendWire(id, { x: 100, y: 0 });
  bendWire(id, { x: 300, y: 0 });
  bendWire(id);
  expect(getStudio().document.wires[id]!.bends).toEqual([100, 200, 300].map((x) => ({ x, y: 0 })));
  setCanvasView(null);
});
