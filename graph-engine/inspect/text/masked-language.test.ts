import { expect, it } from 'vitest';
import { analyse } from '../../analysis/analyse';
import { sentences } from '../../data/sources/sentences';
import { graph } from '../../testing/build-document';
import { countModels, type Texts } from './count-models';
import { findMaskedLanguage } from './masked-language';

const language = (mask: boolean) => {
  const drawn = graph()
    .node('dataset', { source: 'sentences' })
    .node('noise', { kind: 'tokens' })
    .node('embedding', { size: 4 })
    .node('decoder', { output: 'logits' }, { layers: [['dense', { units: 63, activation: 'linear' }]] })
    .node('loss', { kind: 'categorical-cross-entropy', reduction: 'mean' })
    .wire('dataset.data', 'noise.in')
    .wire('noise.out', 'embedding.in')
    .wire('embedding.out', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target');
  return (mask ? drawn.wire('noise.chosen', 'loss.mask') : drawn).done();
};
it('is found by its wires', () => {
  const document = language(true);
  expect(findMaskedLanguage(document, analyse(document))).toEqual({ data: 'dataset', prediction: 'decoder.out', chosen: 'noise.chosen', places: 15, classes: 63 });
  const plain = language(false);
  expect(findMaskedLanguage(plain, analyse(plain))).toBeNull();
});

it('counting gives probabilities, of the same tokens whatever stands at the place', () => {
  const table = sentences.generate({ seed: 1, count: 300 });
  const texts: Texts = { ids: table.values, places: 15, count: 300 };
  const models = countModels(texts, 63);
  for (const model of Object.values(models)) {
    for (const [item, place] of [[0, 0], [3, 1], [7, 2]] as const) {
      const ids = Array.from(table.values);
      const of = (id: number): number => model({ ...texts, ids: ids.with(item * 15 + place, id) }, item, place);
      expect(Array.from({ length: 63 }, (_, id) => of(id)).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 6);
    }
  }
  const nats = Object.values(models).map((model) => Array.from({ length: 300 }, (_, item) => -Math.log(model(texts, item, 1))).reduce((sum, one) => sum + one, 0) / 300);
  // More context says more.
  expect(nats).toEqual([...nats].sort((a, b) => b - a));
});
