import { expect, test } from 'vitest';
import { graph } from '@/graph-engine/testing/build-document';
import { actionContext } from './run-action';
import { getStudio } from '@/components/studio-state';
import { openDocument } from '@/components/studio-state/studio';
import { canvasArrangeActions } from './canvas-arrange-actions';

test('a frame keeps around what lies in it when all is arranged, a collapsed frame among that', async () => {
  const at = (x: number, y: number) => ({ position: { x, y } });
  const document = graph()
    .node('dataset', {}, at(0, 900))
    .node('encoder', {}, at(2000, 50))
    .node('bottleneck', {}, at(2400, 50))
    .node('decoder', {}, at(2700, 50))
    .node('loss', {}, at(0, 0))
    .wireAutoencoder()
    .frame({ id: 'group', ...at(2100, 50), holds: ['encoder', 'bottleneck'] })
    .frame({ id: 'model', ...at(1950, 0), width: 1100, height: 400 })
    .done();
  openDocument(document, 'Test');
  await canvasArrangeActions.find(({ id }) => id === 'canvas.layout')!.run({ ...actionContext()!, target: {} });
  const { frames, nodes } = getStudio().document;
  const { position, width, height } = frames['model']!;
  expect(position).not.toEqual({ x: 1950, y: 0 });
  for (const { x, y } of [frames['group']!.position, nodes['decoder']!.position]) {
    expect(x > position.x && x < position.x + width && y > position.y && y < position.y + height).toBe(true);
  }
});
