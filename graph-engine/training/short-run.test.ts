/** After a short run, evaluation on the items that were trained on tells what training told. */
import { beforeAll, describe, expect, it } from 'vitest';
import { chooseBackend } from '../runtime/backends/choose';
import { graph } from '../testing/build-document';
import { generatedData } from '../testing/template-data';
import { Session } from './session';

const COUNT = 64;
const document = graph()
  .node('dataset', { source: 'digits' })
  .node('encoder', {}, { layers: [['conv2d', { filters: 4, stride: 4 }], ['batch-norm'], ['flatten'], ['dense', { units: 16, activation: 'linear' }], ['batch-norm'], ['activation']] })
  .node('decoder', { output: 'logits' }, { layers: [['dense', { units: 32, activation: 'linear' }], ['batch-norm'], ['activation'], ['dense', { units: 784, activation: 'linear' }], ['reshape', { shape: [28, 28, 1] }]] })
  .node('loss', { kind: 'binary-cross-entropy' })
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .training({ batchSize: COUNT, validationSplit: 0, optimizer: { learningRate: 0.003 } })
  .done();

describe('moving statistics', () => {
  beforeAll(async () => void (await chooseBackend('wasm')));
  it.each([5, 40, 150])('are near those of the batches after %i steps', async (steps) => {
    const session = await Session.open({ document, data: await generatedData(document, COUNT) });
    for (let step = 0; step < steps; step++) session.stepBlind();
    const { loss: trained } = (await session.stepAndRead()).values;
    const { loss: evaluated } = await session.evaluate(new Map([['dataset', Uint32Array.from({ length: COUNT }, (_, i) => i)]]));
    expect(evaluated! / trained!).toBeGreaterThan(0.8);
    expect(evaluated! / trained!).toBeLessThan(1.05);
    session.dispose();
  });
});
