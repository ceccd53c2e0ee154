import { describe, expect, it } from 'vitest';
import { graph } from '../testing/build-document';
import { analyse } from './analyse';
import { batchRemarks } from './batch-statistics';

/** A file, whose number of items is not known before it is read. */
const document = graph()
  .node('dataset', { source: 'file', fileName: 'x.idx', shape: [4], scaling: 'standardised' })
  .node('encoder', {}, { layers: [['dense', { units: 8, activation: 'linear' }], ['batch-norm'], ['activation']] })
  .node('decoder', { output: 'linear' }, { layers: [['dense', { units: 4, activation: 'linear' }]] })
  .node('loss')
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .done();

describe('what shows with the data', () => {
  const analysis = analyse(document);
  const codes = (items: number): string[] => batchRemarks(document, analysis, items).map(({ code }) => code);
  it('is nothing before, nor with enough items', () => {
    expect(analysis.diagnostics).toEqual([]);
    expect(codes(1000)).toEqual([]);
  });
  it('is a batch of one where one item is left to train on', () => {
    expect(codes(2)).toEqual(['norm.batch']);
    const [found] = batchRemarks({ ...document, training: { ...document.training, epochs: 1 } }, analysis, 2);
    expect(found!.fixes!.map(({ label }) => label)).toEqual(['Hold out nothing', 'Use LayerNorm instead']);
  });
  it('is a run of few steps, once', () => {
    expect(batchRemarks({ ...document, training: { ...document.training, epochs: 2 } }, analysis, 200).map(({ code }) => code)).toEqual(['norm.steps']);
  });
  it('is an update of several batches, of which there are fewer, and whose statistics are of each', () => {
    const several = { ...document, training: { ...document.training, accumulate: 4 } };
    const codesOf = (items: number) => batchRemarks(several, analysis, items).map(({ code, args, fixes: [fix] = [] }) => [code, args, fix?.edits[0]?.args]);
    expect(codesOf(1000)).toEqual([['norm.accumulate', { layer: 'BatchNorm', node: 'Encoder', size: '128', items: '512' }, expect.anything()]]);
    expect(codesOf(400)[0]).toEqual(['batches.few', { wanted: '4', size: '128', items: '360', found: '2' }, { accumulate: 2 }]);
  });
  it('is not said again where the document says it', () => {
    const one = { ...document, training: { ...document.training, batchSize: 1 } };
    expect(batchRemarks(one, analyse(one), 2)).toEqual([]);
  });
});
