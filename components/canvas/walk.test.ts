import { expect, it } from 'vitest';
import { graph } from '@/graph-engine/testing/build-document';
import { walk } from './walk';

const place = (x: number) => ({ position: { x, y: 0 } });
const document = graph({ name: 'Test' })
  .node('dataset', {}, place(0))
  .node('encoder', {}, place(300))
  .node('bottleneck', {}, place(600))
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'bottleneck.in')
  .done();
const idOf = (kind: string): string => Object.values(document.nodes).find((node) => node.kind === kind)!.id;

it('begins at the first node', () => expect(walk(document, null, 'downstream')).toBe(idOf('dataset')));
it('follows the wires both ways and stops at their ends', () => {
  expect(walk(document, idOf('dataset'), 'downstream')).toBe(idOf('encoder'));
  expect(walk(document, idOf('bottleneck'), 'upstream')).toBe(idOf('encoder'));
  expect(walk(document, idOf('bottleneck'), 'downstream')).toBeNull();
});
it('goes round in reading order', () => {
  expect(walk(document, idOf('bottleneck'), 'next')).toBe(idOf('dataset'));
  expect(walk(document, idOf('dataset'), 'previous')).toBe(idOf('bottleneck'));
});
