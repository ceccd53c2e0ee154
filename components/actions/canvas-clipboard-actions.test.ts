/** Select all, and what is done to all: a collapsed frame is one thing, since what it holds is not seen. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { graph } from '@/graph-engine/testing/build-document';
import { getSelection, getStudio } from '@/components/studio-state';
import { openDocument } from '@/components/studio-state/studio';
import { canvasArrangeActions } from './canvas-arrange-actions';
import { canvasClipboardActions } from './canvas-clipboard-actions';
import { actionContext } from './run-action';

const at = (x: number, y: number) => ({ position: { x, y } });
// Focus goes to what is on the page, which there is not here.
beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', () => 0);
  vi.stubGlobal('CSS', { escape: (text: string) => text });
});
afterEach(() => vi.unstubAllGlobals());
beforeEach(() =>
  openDocument(
    graph()
      .node('dataset', {}, at(0, 0))
      .node('encoder', {}, at(400, 50))
      .node('bottleneck', {}, at(700, 90))
      .node('decoder', {}, at(1000, 130))
      .node('loss', {}, at(1300, 170))
      .wireAutoencoder()
      .frame({ id: 'group', ...at(400, 50), holds: ['encoder', 'bottleneck'] })
      .done(),
    'Test',
  ),
);
const run = (id: string) => [...canvasClipboardActions, ...canvasArrangeActions].find((action) => action.id === id)!.run({ ...actionContext()!, target: {} });

test('all that is seen is selected, a collapsed frame as one card without what it holds', async () => {
  await run('canvas.selectAll');
  const { nodes, frames, wires } = getSelection();
  expect([nodes, frames]).toEqual([['dataset', 'decoder', 'loss'], ['group']]);
  const within = Object.values(getStudio().document.wires).filter(({ from, to }) => from.node === 'encoder' && to.node === 'bottleneck').map(({ id }) => id);
  expect(within).toHaveLength(1);
  expect(wires).not.toContain(within[0]);
  expect(wires).toHaveLength(Object.keys(getStudio().document.wires).length - 1);
});
test('aligned with all, a collapsed frame moves as one card and takes along what it holds', async () => {
  await run('canvas.selectAll');
  await run('canvas.align.top');
  const { nodes, frames } = getStudio().document;
  expect([nodes['dataset'], nodes['decoder'], nodes['loss'], frames['group']].map((thing) => thing!.position.y)).toEqual([0, 0, 0, 0]);
  expect(nodes['bottleneck']!.position.y - nodes['encoder']!.position.y).toBe(40);
});
test('arranged with all, a collapsed frame is arranged too', async () => {
  await run('canvas.selectAll');
  const before = getStudio().document.frames['group']!.position;
  await run('canvas.layout');
  const { nodes, frames } = getStudio().document;
  expect(frames['group']!.position).not.toEqual(before);
  expect(frames['group']!.position.x).toBeGreaterThan(nodes['dataset']!.position.x);
  expect(frames['group']!.position.x).toBeLessThan(nodes['decoder']!.position.x);
});
test('deleted with all, a collapsed frame goes with what it holds', async () => {
  await run('canvas.selectAll');
  await run('canvas.delete');
  const { nodes, frames, wires } = getStudio().document;
  expect([nodes, frames, wires]).toEqual([{}, {}, {}]);
});
test('the first thing of the graph is the card of a collapsed frame where what it holds comes first', async () => {
  openDocument(graph().node('encoder', {}, at(0, 0)).node('decoder', {}, at(400, 0)).frame({ id: 'group', ...at(0, 0), holds: ['encoder'] }).done(), 'Test');
  await run('canvas.focusFirst');
  expect(getSelection()).toMatchObject({ nodes: [], frames: ['group'] });
});
