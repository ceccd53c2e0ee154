import { expect, it } from 'vitest';
import { graph } from '@/graph-engine/testing/build-document';
import { alikeLayers } from './layers-together';

it('are those of one kind in all that is selected, without what only mirrors another and without what has nothing to set', () => {
  const { nodes } = graph()
    .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 8 }], ['dense', { units: 4 }], ['batch-norm']] })
    .node('decoder', {}, { layers: [['dense', { units: 9 }], ['flatten']] })
    .node('decoder', { mirror: 'encoder' }, { id: 'mirror', layers: [['dense', { units: 1 }]] })
    .done();
  const found = alikeLayers(Object.values(nodes));
  expect([...found].map(([kind, placed]) => [kind, placed.map(({ node, layer }) => `${node} ${layer.id}`)])).toEqual([['dense', ['encoder encoder-2', 'encoder encoder-3', 'decoder decoder-1']]]);
  expect([...alikeLayers([nodes['decoder']!]).keys()]).toEqual([]);
});
