import { expect, it, vi } from 'vitest';
import { createDocument } from '@/graph-engine/document/create';
import { layersOf } from '@/graph-engine/document/types';
import { dispatch, getSelection, getStudio, select } from '@/components/studio-state';
import { openDocument } from '@/components/studio-state/studio';
import { moveLayer } from './layer-acts';

it('chooses the layer that it moves, whose line is then shown wherever it comes', () => {
  vi.stubGlobal('document', { activeElement: null });
  openDocument(createDocument(), 'New document');
  const added = dispatch('addNode', { kind: 'encoder', position: { x: 0, y: 0 } });
  const node = added.ok ? added.created[0]! : '';
  for (const kind of ['flatten', 'dense', 'dropout']) dispatch('addLayer', { node, kind });
  const [first, ...others] = layersOf(getStudio().document.nodes[node]!).map(({ id }) => id);
  select({ nodes: [node], layer: { node, layer: others[0]! } });
  const place = { node, layer: first!, title: 'Flatten', index: 0, count: others.length + 1 };
  moveLayer(place, others.length);
  expect(layersOf(getStudio().document.nodes[node]!).at(-1)!.id).toBe(first);
  expect(getSelection().layer).toEqual({ node, layer: first });
  select({ nodes: [] });
  moveLayer(place, -1);
  expect(getSelection().nodes).toEqual([]);
  vi.unstubAllGlobals();
});
