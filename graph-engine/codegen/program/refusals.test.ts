import { expect, it } from 'vitest';
import type { HourglassDocument } from '../../document/types';
import { graph } from '../../testing/build-document';
import { targets } from '../targets';

const said = async (document: HourglassDocument): Promise<string[]> => (await targets.typescript.refusals(document)).map(({ message }) => message);
const rbm = graph().node('dataset').node('rbm', {}, { name: 'First layer' }).wire('dataset.data', 'rbm.in');

it('says nothing of a document that is trained as a whole', async () => expect(await said(graph().node('dataset').done())).toEqual([]));
it('says nothing of stages', async () => expect(await said(graph().node('dataset').stage('Warm up').stage('Fine-tune').done())).toEqual([]));
it('names copies of weights that are not there', async () => {
  const copies = (from: string): HourglassDocument => graph().node('dataset').node('encoder', {}, { layers: [['flatten'], ['dense', { units: 3 }], ['dense', { units: 3 }]] }).wire('dataset.data', 'encoder.in').stage('Copy', { copies: [{ from, to: 'encoder/encoder-3/bias', transposed: false }] }).done();
  for (const target of [targets.typescript, targets.pytorch]) {
    expect(await target.refusals(copies('encoder/encoder-2/bias'))).toEqual([]);
    expect((await target.refusals(copies('encoder/gone')))[0]!.message).toMatch(/the stage Copy, which copies weights that are not there \(encoder\/gone to encoder\/encoder-3\/bias\)/);
  }
});
it('says nothing of nodes that learn without a loss', async () => expect(await said(rbm.done())).toEqual([]));
it('names a node that has the weights of another and other settings, where something moves them beside gradients or a stage freezes them', async () => {
  const layers = (activation: string, momentum: number) => [['flatten'], ['dense', { units: 3, activation }], ['batch-norm', { momentum }]] as const;
  const twins = (activation: string, momentum: number) =>
    graph()
      .node('dataset')
      .node('encoder', {}, { layers: layers('relu', 0.9) })
      .node('encoder', {}, { id: 'twin', name: 'Twin', sharesWith: 'encoder', layers: layers(activation, momentum) })
      .node('loss', { kind: 'squared' })
      .wire('dataset.data', 'encoder.in')
      .wire('dataset.data', 'twin.in')
      .wire('encoder.out', 'loss.prediction')
      .wire('twin.out', 'loss.target');
  for (const target of [targets.pytorch, targets.typescript]) {
    expect(await target.refusals(twins('relu', 0.9).done())).toEqual([]);
    expect(await target.refusals(twins('tanh', 0.9).done())).toEqual([]);
    expect((await target.refusals(twins('relu', 0.5).done()))[0]!.message).toMatch(/that Twin has the weights of Encoder with other settings, and statistics that follow/);
    expect((await target.refusals(twins('tanh', 0.9).stage('Later', { frozen: ['encoder'] }).done()))[0]!.message).toMatch(/and a stage that freezes them/);
  }
});
it('names a layer with moving statistics that is told of padding', async () => {
  const document = graph().node('dataset').node('padding-mask').node('encoder', {}, { layers: [['batch-norm']] }).wire('dataset.data', 'padding-mask.in').wire('padding-mask.out', 'encoder.in').done();
  for (const target of [targets.pytorch, targets.typescript]) expect((await target.refusals(document))[0]!.message).toMatch(/BatchNorm of a sequence with a mask, in Encoder\b.*LayerNorm in its place/);
});
it('says nothing of a Dataset that tells the labels of some items alone', async () => {
  const few = graph().node('dataset', { source: 'digits', labelled: 100 }, { name: 'Digits' }).node('classifier').wire('dataset.data', 'classifier.in').wire('dataset.label', 'classifier.label');
  for (const target of [targets.typescript, targets.pytorch]) expect(await target.refusals(few.done())).toEqual([]);
});
