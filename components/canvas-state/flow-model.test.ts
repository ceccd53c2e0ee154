import { expect, it } from 'vitest';
import { graph } from '@/graph-engine/testing/build-document';
import { flowEdges, flowNodes } from './flow-model';

const nothing = { nodes: [], wires: [], frames: [], notes: [], layer: null };
const document = graph({ name: 'Test' }).node('dataset', {}, {}).node('encoder', {}, {}).wire('dataset.data', 'encoder.in').done();
const [first = ''] = Object.keys(document.nodes);

it('keeps the very objects while nothing they show has changed', () => {
  const nodes = flowNodes(document, nothing, []);
  const renamed = { ...document, nodes: { ...document.nodes, [first]: { ...document.nodes[first]!, name: 'Other', params: {} } } };
  expect(flowNodes(renamed, nothing, nodes)).toBe(nodes);
  const edges = flowEdges(document, nothing, []);
  expect(flowEdges({ ...document, name: 'Other' }, nothing, edges)).toBe(edges);
});
it('replaces only the node that moved or was selected', () => {
  const nodes = flowNodes(document, nothing, []);
  const moved = { ...document, nodes: { ...document.nodes, [first]: { ...document.nodes[first]!, position: { x: 7, y: 8 } } } };
  const after = flowNodes(moved, nothing, nodes);
  expect(after.filter((node, i) => node !== nodes[i]).map((node) => node.id)).toEqual([first]);
  const selected = flowNodes(document, { ...nothing, nodes: [first] }, nodes);
  expect(selected.filter((node) => node.selected).map((node) => node.id)).toEqual([first]);
});
it('leaves what is held where the hand has it', () => {
  const nodes = flowNodes(document, nothing, []).map((node) => (node.id === first ? { ...node, position: { x: 500, y: 500 } } : node));
  expect(flowNodes(document, nothing, nodes, new Set([first])).find(({ id }) => id === first)?.position).toEqual({ x: 500, y: 500 });
  expect(flowNodes(document, nothing, nodes).find(({ id }) => id === first)?.position).toEqual(document.nodes[first]?.position);
});
it('carries no data that a run could change', () => {
  for (const node of flowNodes(document, nothing, [])) expect(Object.keys(node.data)).toEqual([]);
});
