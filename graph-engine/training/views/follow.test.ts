/** Items on their way through a graph, and the map of a code of two numbers: the same values that the other views give. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRoles } from '../../inspect/roles';
import { chooseBackend } from '../../runtime/backends/choose';
import { graph } from '../../testing/build-document';
import { generatedData } from '../../testing/template-data';
import type { ViewRequest, ViewResult } from '../protocol';
import { Session } from '../session';
import { view } from './index';

const document = graph()
  .node('dataset', { source: 'patterns' })
  .node('noise', { kind: 'masking', share: 0.5 })
  .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 8 }]] })
  .node('bottleneck', { kind: 'vector', size: 2 })
  .node('decoder', {}, { layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
  .node('loss')
  .wire('dataset.data', 'noise.in')
  .wire('noise.out', 'encoder.in')
  .wire('encoder.out', 'bottleneck.in')
  .wire('bottleneck.code', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .training({ batchSize: 16, validationSplit: 0.5 })
  .done();
const taps = ['dataset.data', 'noise.out', 'bottleneck.code', 'decoder.out'];

let session: Session;
beforeAll(async () => {
  await chooseBackend('wasm');
  session = await Session.open({ document, data: await generatedData(document, 64) });
});
afterAll(() => session.dispose());

async function ask<K extends ViewRequest['kind']>(request: Extract<ViewRequest, { kind: K }>) {
  const result = await view({ session, roles: findRoles(document, session.analysis), data: session.data }, request);
  if (result.kind === 'none') throw new Error(result.reason);
  return result as Extract<ViewResult, { kind: K }>;
}

async function decoded(code: readonly number[]): Promise<Float32Array> {
  const result = await view({ session, roles: findRoles(document, session.analysis), data: session.data }, { kind: 'decode', code });
  if (result.kind !== 'decode') throw new Error('internal: not decoded');
  return result.images.values;
}

describe('items on their way', () => {
  it('are the item that was chosen, corrupted, coded and decoded', async () => {
    const { items, ports } = await ask<'follow'>({ kind: 'follow', taps, count: 1, of: 5 });
    const own = session.data.feeds.get('dataset')!.rows(Uint32Array.of(5)).values;
    expect([...items['dataset']!]).toEqual([5]);
    expect(ports['dataset.data']!.values).toEqual(own);
    // Masking leaves a value or puts 0 in its place.
    ports['noise.out']!.values.forEach((value, i) => expect([0, own[i]]).toContain(value));
    expect(ports['bottleneck.code']).toMatchObject({ shape: [2], count: 1 });
    (await decoded([...ports['bottleneck.code']!.values])).forEach((value, i) => expect(ports['decoder.out']!.values[i]).toBeCloseTo(value, 5));
  });
  it('are of the batch that is trained on now, which changes with the step', async () => {
    const batch = async (): Promise<number[]> => [...(await ask<'follow'>({ kind: 'follow', taps: ['dataset.data'], count: 6, of: 'batch' })).items['dataset']!];
    const first = await batch();
    const trained = new Set(session.data.trainingRows().get('dataset')!);
    expect(first).toHaveLength(6);
    expect(first.every((item) => trained.has(item))).toBe(true);
    session.stepBlind();
    expect(await batch()).not.toEqual(first);
  });
  it('are the held-out ones otherwise, in their order', async () => {
    const { items } = await ask<'follow'>({ kind: 'follow', taps, count: 3, of: 'held-out' });
    expect([...items['dataset']!]).toEqual([...session.data.validationRows().get('dataset')!.subarray(0, 3)]);
  });
  it('are not there for a port that gives nothing', async () => {
    await expect(ask<'follow'>({ kind: 'follow', taps: ['dataset.data', 'loss.out'], count: 1, of: 0 })).rejects.toThrow('Nothing is computed');
  });
});

describe('the map of a code of two numbers', () => {
  it('decodes the places that it says', async () => {
    const { points, labels, centre, reach, side, images } = await ask<'code-grid'>({ kind: 'code-grid', count: 20, side: 3 });
    expect([points.length, labels?.length, images.count]).toEqual([40, 20, 9]);
    // The cell at the upper right: two thirds of the way out on both axes.
    (await decoded([centre[0] + (reach * 2) / 3, centre[1] + (reach * 2) / 3])).forEach((value, i) => expect(images.values[(side - 1) * 9 + i]).toBeCloseTo(value, 5));
  });
});
