/** What is drawn, and how a code is walked, for every sort of code: said as it is, over what real codes span. */
import { beforeAll, describe, expect, it } from 'vitest';
import { findRoles } from '../../inspect/roles';
import { chooseBackend } from '../../runtime/backends/choose';
import type { HourglassDocument, Params } from '../../document/types';
import { graph } from '../../testing/build-document';
import { generatedData } from '../../testing/template-data';
import type { ViewRequest, ViewResult } from '../protocol';
import { Session } from '../session';
import { span } from './code-walks';
import { view } from './index';
import { tapsOf } from './model';

type Builder = ReturnType<typeof graph>;
const front = (): Builder => graph().node('dataset', { source: 'patterns' }).training({ batchSize: 16, validationSplit: 0.5 });
const wired = (g: Builder, codeNode: string) =>
  g
    .node('decoder', {}, { layers: [['flatten'], ['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
    .node('loss')
    .wire('dataset.data', 'encoder.in')
    .wire('encoder.out', `${codeNode}.in`)
    .wire(`${codeNode}.code`, 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target')
    .done();
const bottleneck = (params: Parameters<Builder['node']>[1]) => wired(front().node('encoder', {}, { layers: [['flatten'], ['dense', { units: 8 }]] }).node('bottleneck', params), 'bottleneck');
const map = () => front().node('encoder', {}, { layers: [['conv2d', { filters: 2, stride: 1, activation: 'linear' }]] });
const documents = {
  vector: bottleneck({ kind: 'vector', size: 3 }),
  gaussian: bottleneck({ kind: 'gaussian', size: 3 }),
  binary: bottleneck({ kind: 'binary', size: 4 }),
  categorical: bottleneck({ kind: 'categorical', groups: 2, classes: 5 }),
  codebook: wired(map().node('codebook', { size: 6 }), 'codebook'),
};

async function ask<K extends ViewRequest['kind']>(name: keyof typeof documents | HourglassDocument, request: Extract<ViewRequest, { kind: K }>) {
  const document = typeof name === 'string' ? documents[name] : name;
  const session = await Session.open({ document, data: await generatedData(document, 120) });
  const roles = findRoles(document, session.analysis);
  const context = { session, roles, data: session.data };
  const result = await view(context, request);
  const [codes] = await tapsOf(context, [roles.code!.tap], session.data.validationRows());
  session.dispose();
  if (result.kind === 'none') throw new Error(result.reason);
  return { result: result as Extract<ViewResult, { kind: K }>, codes: codes!.values };
}
const walk = (name: keyof typeof documents, place = 0, item = 0) => ask<'traversal'>(name, { kind: 'traversal', item, place, axes: [0, 1, 2, 3, 99], steps: 7 });

beforeAll(async () => void (await chooseBackend('wasm')));

describe('samples', () => {
  it.each([['gaussian', true, /^the prior, a standard normal$/], ['vector', false, /no prior was learned/], ['codebook', false, /each place comes from an item of its own/], ['binary', false, /^fair bits$/], ['categorical', false, /^all classes alike$/]] as const)('of a %s code say what they are drawn from', async (name, prior, from) => {
    const { result } = await ask<'samples'>(name, { kind: 'samples', count: 4, seed: 1 });
    expect(result.prior).toBe(prior);
    expect(result.from).toMatch(from);
    expect(result.images.count).toBe(4);
  });
});

/** Codes of several Bottlenecks side by side. */
const beside = (...kinds: readonly Params[]): HourglassDocument => {
  const ends = kinds.reduce<Builder>(
    (g, params, i) => g.node('bottleneck', params, { id: `code${i}` }).wire('encoder.out', `code${i}.in`).wire(`code${i}.code`, 'concat.in'),
    front().node('encoder', {}, { layers: [['flatten'], ['dense', { units: 8 }]] }).node('concat').wire('dataset.data', 'encoder.in'),
  );
  return ends
    .node('decoder', {}, { layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
    .node('loss')
    .wire('concat.out', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target')
    .done();
};

describe('codes side by side', () => {
  const parts = beside({ kind: 'gaussian', size: 2 }, { kind: 'categorical', groups: 2, classes: 3 }, { kind: 'binary', size: 2 }, { kind: 'vector', size: 1 });
  it('are walked each in its own way', async () => {
    const { result } = await ask<'traversal'>(parts, { kind: 'traversal', item: 0, place: 0, axes: [0, 1, 2, 3, 4, 5, 6, 99], steps: 5 });
    expect(result.axes).toBe(7);
    expect(result.rows.map(({ axis, form, at, width }) => [axis, form, at, width])).toEqual([
      [0, 'numbers', 0, 1], [1, 'numbers', 1, 1], [2, 'classes', 2, 3], [3, 'classes', 5, 3], [4, 'bits', 8, 1], [5, 'bits', 9, 1], [6, 'numbers', 10, 1],
    ]);
    expect(result.rows.map(({ names }) => names.length)).toEqual([5, 5, 3, 3, 2, 2, 5]);
    expect([...result.rows[3]!.stops]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
    expect([...result.rows[5]!.stops]).toEqual([0, 1]);
  });
  it('are drawn each in its own way, and from a prior only if all are', async () => {
    const { result } = await ask<'samples'>(parts, { kind: 'samples', count: 4, seed: 1 });
    expect(result).toMatchObject({ prior: false, from: expect.stringMatching(/^the prior, a standard normal, beside all classes alike, beside fair bits, beside real codes mixed/) as string });
    const { result: normal } = await ask<'samples'>(beside({ kind: 'gaussian', size: 2 }, { kind: 'gaussian', size: 3 }), { kind: 'samples', count: 4, seed: 1 });
    expect(normal).toMatchObject({ prior: true, from: 'the prior, a standard normal' });
  });
});

describe('what no code was held to is no prior', () => {
  const withPrior = (g: HourglassDocument, critic: boolean): HourglassDocument => {
    const lone = graph().node('prior', { size: 3, distribution: 'uniform' });
    const { nodes, wires } = (critic ? lone.node('discriminator', {}, { layers: [['dense', { units: 4 }]] }).wire('prior.sample', 'discriminator.real', 'real').wire('bottleneck.code', 'discriminator.fake', 'fake') : lone).done();
    return { ...g, nodes: { ...g.nodes, ...nodes }, wires: { ...g.wires, ...wires } };
  };
  it.each([
    ['a Prior that stands beside', withPrior(documents.vector, false), false, /^real codes mixed/],
    ['a Prior that a critic tells from the code', withPrior(documents.vector, true), true, /^the prior, Prior$/],
    ['a Prior beside a Gaussian code', withPrior(documents.gaussian, false), true, /standard normal/],
    ['a KL term of no weight', bottleneck({ kind: 'gaussian', size: 3, beta: 0 }), false, /^real codes mixed/],
  ] as const)('%s', async (_, document, prior, from) => {
    const { result } = await ask<'samples'>(document, { kind: 'samples', count: 4, seed: 1 });
    expect(result.prior).toBe(prior);
    expect(result.from).toMatch(from);
  });
});

describe('a walk', () => {
  it('spans what the codes of real items do, in each dimension', async () => {
    const { result, codes } = await walk('vector');
    expect(result).toMatchObject({ form: 'numbers', places: [], axes: 3 });
    expect(result.rows.map(({ axis }) => axis)).toEqual([0, 1, 2]);
    for (const { axis, at, stops, images } of result.rows) {
      const [low, high] = span(Float32Array.from({ length: codes.length / 3 }, (_, i) => codes[3 * i + axis]!));
      expect(at).toBe(axis);
      expect(stops[0]).toBeCloseTo(Math.min(low, result.code[axis]!), 5);
      expect(stops[6]).toBeCloseTo(Math.max(high, result.code[axis]!), 5);
      expect(images.count).toBe(7);
    }
    const ends = result.rows.map(({ stops }) => stops[6]! - stops[0]!);
    expect(new Set(ends.map((end) => end.toFixed(4))).size).toBe(3);
  });
  it('goes from bit to bit, and from class to class', async () => {
    const { result: bits } = await walk('binary');
    expect(bits).toMatchObject({ form: 'bits', axes: 4 });
    for (const { names, stops, images } of bits.rows) expect([names, [...stops], images.count]).toEqual([[0, 1], [0, 1], 2]);
    const { result: classes } = await walk('categorical');
    expect(classes).toMatchObject({ form: 'classes', axes: 2, places: [] });
    expect(classes.rows.map(({ at, width, names }) => [at, width, names])).toEqual([[0, 5, [0, 1, 2, 3, 4]], [5, 5, [0, 1, 2, 3, 4]]]);
    for (const { stops } of classes.rows) for (let stop = 0; stop < 5; stop++) expect([...stops.subarray(5 * stop, 5 * stop + 5)].map((x, i) => (x === 1 ? i : -1)).filter((i) => i >= 0)).toEqual([stop]);
  });
  it('of a map goes from entry to entry of the codebook at one place', async () => {
    const { result, codes } = await walk('codebook', 4);
    expect(result).toMatchObject({ form: 'entries', places: [3, 3], axes: 1 });
    const [row] = result.rows;
    expect(result.rows).toHaveLength(1);
    expect([row!.at, row!.width]).toEqual([8, 2]);
    expect(row!.names.length).toBeGreaterThan(1);
    const real = new Set(Array.from({ length: codes.length / 2 }, (_, i) => `${codes[2 * i]} ${codes[2 * i + 1]}`));
    for (let stop = 0; stop < row!.names.length; stop++) expect(real.has(`${row!.stops[2 * stop]} ${row!.stops[2 * stop + 1]}`)).toBe(true);
    const { result: other } = await walk('codebook', 0);
    expect(other.rows[0]!.at).toBe(0);
  });
});

it('leaves the rare tails of a code out of what it spans', () => {
  const values = Float32Array.from({ length: 1001 }, (_, i) => (i === 500 ? 1e6 : i / 1000));
  const [low, high] = span(values);
  expect(low).toBeCloseTo(0.01, 3);
  expect(high).toBeCloseTo(0.991, 2);
  expect(span(Float32Array.of(2, 2, 2))).toEqual([2, 2]);
});

it('tells the errors of reconstructions as their Loss takes them: added up, or the mean of an item', async () => {
  const [sum, mean] = await Promise.all(
    ['sum', 'mean'].map(async (reduction) => {
      const { loss, ...nodes } = documents.vector.nodes;
      const { result } = await ask<'reconstructions'>({ ...documents.vector, nodes: { ...nodes, loss: { ...loss!, params: { ...loss!.params, reduction } } } }, { kind: 'reconstructions', count: 3 });
      return result;
    }),
  );
  expect([sum!.unit, mean!.unit]).toEqual(['squared error per image', 'squared error per number']);
  for (const [i, error] of sum!.errors.entries()) expect(error / mean!.errors[i]!).toBeCloseTo(9, 4);
});

describe('axes of a code, sorted', () => {
  const walked = (name: keyof typeof documents, sorted: boolean) => ask<'traversal'>(name, { kind: 'traversal', item: 0, place: 0, axes: [0, 1, 2], steps: 3, sorted });
  it('by variance, or by the divergence from the prior, the one that carries most first, and numbered as they are', async () => {
    for (const [name, measure] of [['vector', 'variance'], ['gaussian', 'KL'], ['codebook', null], ['binary', null]] as const) {
      const [{ result }, { result: plain, codes }] = [await walked(name, true), await walked(name, false)];
      expect([result.measure, plain.measure], name).toEqual([measure, measure]);
      expect(plain.rows.map(({ axis }) => axis), name).toEqual(plain.rows.map((_, i) => i));
      if (measure === null) continue;
      const carries = result.rows.map((row) => row.carries!);
      expect(carries, name).toEqual(carries.toSorted((a, b) => b - a));
      expect(result.rows.map(({ axis }) => axis).toSorted(), name).toEqual([0, 1, 2]);
      for (const row of plain.rows) expect(row.carries, name).toBe(result.rows.find(({ axis }) => axis === row.axis)!.carries);
      if (measure !== 'variance') continue;
      const column = (axis: number): number[] => Array.from({ length: codes.length / 3 }, (_, item) => codes[item * 3 + axis]!);
      for (const { axis, carries: found } of result.rows) {
        const values = column(axis);
        const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
        expect(found).toBeCloseTo(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length, 4);
      }
    }
  });
});
