import { beforeAll, describe, expect, it } from 'vitest';
import { confusionFigures } from '../../inspect/confusion';
import { findRoles } from '../../inspect/roles';
import { chooseBackend } from '../../runtime/backends/choose';
import { graph } from '../../testing/build-document';
import { generatedData } from '../../testing/template-data';
import { evaluateModel } from '../evaluate';
import type { ViewRequest, ViewResult } from '../protocol';
import { Session } from '../session';
import { view } from './index';

beforeAll(async () => void (await chooseBackend('wasm')));

const document = graph()
  .node('dataset', { source: 'patterns' })
  .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 16 }]] })
  .node('classifier', {}, { name: 'Told' })
  .node('classifier', {}, { id: 'second', layers: [['dense', { units: 4 }]] })
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'classifier.in')
  .wire('dataset.label', 'classifier.label')
  .wire('encoder.out', 'second.in')
  .wire('dataset.label', 'second.label')
  .training({ batchSize: 32, validationSplit: 0.25, optimizer: { learningRate: 0.02 } })
  .done();

describe('the confusion matrix', () => {
  const ask = async (session: Session, request: ViewRequest, data = session.data): Promise<Extract<ViewResult, { kind: 'confusion' }>> => {
    const result = await view({ session, roles: findRoles(session.document, session.analysis), data }, request);
    if (result.kind !== 'confusion') throw new Error(JSON.stringify(result));
    return result;
  };
  it('is that of the held-out items, and the accuracy that of their metric', async () => {
    const tables = await generatedData(document, 480);
    const session = await Session.open({ document, data: tables });
    for (let step = 0; step < 30; step++) session.stepBlind();
    const result = await ask(session, { kind: 'confusion', count: 1000 });
    expect(result).toMatchObject({ node: 'classifier', classifiers: [{ node: 'classifier', name: 'Told' }, { node: 'second', name: 'Second' }], unknown: 0 });
    expect(result.names.slice(0, 2)).toEqual(['top bar', 'middle bar']);
    const { accuracy, known } = confusionFigures({ classes: 12, counts: result.counts });
    expect(known).toBe(120);
    expect(accuracy).toBeCloseTo((await session.evaluate())['accuracy']!, 5);
    expect((await ask(session, { kind: 'confusion', count: 50, about: 'second' })).node).toBe('second');
    const { classifiers, terms } = await evaluateModel(session);
    expect(classifiers!.map(({ name, known: all, unknown, accuracy: share }) => [name, all, unknown, Number(share!.toFixed(4))])).toEqual([['Told', 480, 0, Number(terms['accuracy']!.toFixed(4))], ['Second', 480, 0, Number(terms['Second accuracy']!.toFixed(4))]]);

    const unlabelled = session.data.beside({ dataset: { ...tables['dataset']!, labels: null, labelNames: null } });
    expect(await ask(session, { kind: 'confusion', count: 1000 }, unlabelled)).toMatchObject({ unknown: 480 });
    session.dispose();
  });
  it('needs a Classifier', async () => {
    const other = graph().node('dataset', { source: 'patterns' }).node('encoder', {}, { layers: [['flatten'], ['dense', { units: 9 }], ['reshape', { shape: [3, 3, 1] }]] }).node('loss').wire('dataset.data', 'encoder.in').wire('encoder.out', 'loss.prediction').wire('dataset.data', 'loss.target').done();
    const session = await Session.open({ document: other, data: await generatedData(other, 60) });
    const result = await view({ session, roles: findRoles(other, session.analysis), data: session.data }, { kind: 'confusion', count: 10 });
    expect(result).toMatchObject({ kind: 'none', reason: expect.stringContaining('no Classifier') as string });
    session.dispose();
  });
});
