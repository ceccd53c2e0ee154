import { expect, it } from 'vitest';
import { analyse } from '../../analysis/analyse';
import { sentences } from '../../data/sources/sentences';
import { maskedLanguage } from '../../testing/masked-language';
import { countModels, type Texts } from './count-models';
import { findMaskedLanguage } from './masked-language';

it('is found by its wires', () => {
  const document = maskedLanguage();
  expect(findMaskedLanguage(document, analyse(document))).toEqual({ data: 'dataset', prediction: 'decoder.out', chosen: 'noise.chosen', corrupted: 'noise.out', places: 15, classes: 63 });
  const unjudged = { ...document, wires: Object.fromEntries(Object.entries(document.wires).filter(([, { to }]) => to.port !== 'mask')) };
  expect(findMaskedLanguage(unjudged, analyse(unjudged))).toBeNull();
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
