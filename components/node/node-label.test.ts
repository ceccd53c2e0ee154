import { expect, it } from 'vitest';
import type { NodeAnalysis } from '@/graph-engine/analysis/types';
import { diagnostic } from '@/graph-engine/diagnostics/print';
import type { GraphNode } from '@/graph-engine/document/types';
import { nodeLabel } from './node-label';

const node: GraphNode = { id: 'e', kind: 'encoder', name: 'Encoder', position: { x: 0, y: 0 }, params: {}, layers: {}, player: 'autoencoder', frozen: true, sharesWith: null, collapsed: false, pinned: false, mode: 'active' };
const layer = { id: 'l', kind: 'dense', params: {}, input: [4], output: [64], reach: { low: 0, high: Infinity }, parameters: 320, masked: false, problem: null };
const analysis: NodeAnalysis = {
  inputs: [],
  outputs: [],
  types: { out: { tag: 'features', shape: [64] } },
  stack: { layers: [layer, layer, layer], output: [64], masked: false },
  weights: [],
  parameters: 320,
  diagnostics: [diagnostic('data.none', { node: 'e' }, {})],
};

it('tells kind, layers, outputs and problems in one line', () => {
  expect(nodeLabel(node, 'Encoder', analysis)).toBe('Encoder, 3 layers, output features [batch, 64], 1 error, frozen');
});
it('tells the kind beside a name of the user', () => {
  expect(nodeLabel({ ...node, name: 'Sketch', frozen: false }, 'Encoder', undefined)).toBe('Sketch, Encoder');
});
