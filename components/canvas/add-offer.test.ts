/** Where a layer goes that was chosen in a list. */
import { expect, test } from 'vitest';
import { graph } from '@/graph-engine/testing/build-document';
import { getSelection, getStudio, select } from '@/components/studio-state';
import { openDocument } from '@/components/studio-state/studio';
import { addOffer, selectedStack } from './add-offer';
import { layerOffers } from '@/components/canvas-state/offers';

const document = graph({ name: 'Test' })
  .node('encoder', {}, { id: 'encoder', layers: [['flatten'], ['dense', { units: 4 }]] })
  .node('decoder', { mirror: 'encoder' }, { id: 'mirror' })
  .done();
const kinds = (): readonly string[] => Object.values(getStudio().document.nodes['encoder']!.layers).sort((a, b) => a.order - b.order).map(({ kind }) => kind);
const choose = (key: string): void => addOffer(layerOffers.find((offer) => offer.key === key)!, { at: { x: 0, y: 0 } });

test('a layer goes into the selected stack, behind the selected layer, and is selected', () => {
  openDocument(document, 'Test');
  select({ nodes: ['encoder'] });
  choose('layer-dropout');
  expect(kinds()).toEqual(['flatten', 'dense', 'dropout']);
  const flatten = Object.values(getStudio().document.nodes['encoder']!.layers).find(({ kind }) => kind === 'flatten')!;
  select({ nodes: ['encoder'], layer: { node: 'encoder', layer: flatten.id } });
  choose('layer-activation-tanh');
  expect(kinds()).toEqual(['flatten', 'activation', 'dense', 'dropout']);
  const made = getStudio().document.nodes['encoder']!.layers[getSelection().layer!.layer]!;
  expect(made).toMatchObject({ kind: 'activation', params: { activation: 'tanh' } });
});
test('a mirror has no stack of its own, and several nodes have none together', () => {
  openDocument(document, 'Test');
  select({ nodes: ['mirror'] });
  expect(selectedStack()).toBeNull();
  select({ nodes: ['encoder', 'mirror'] });
  expect(selectedStack()).toBeNull();
});
