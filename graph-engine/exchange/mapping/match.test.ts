import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../analysis/analyse';
import { graph, type LayerLine } from '../../testing/build-document';
import type { HourglassDocument } from '../../document/types';
import type { Weights } from '../../runtime/device';
import { arrangementOf, arrangements } from '../arrangements/registry';
import { guess, reportOf, takenBy, waysFor } from './match';
import { pytorchNames } from './pytorch-names';
import { wantedOf, type Wanted } from './wanted';

const filled = (shape: readonly number[], first = 0): Weights => ({ shape, data: Float32Array.from({ length: shape.reduce((product, side) => product * side, 1) }, (_, i) => first + i) });
const file = (shapes: Readonly<Record<string, readonly number[]>>) => ({ tensors: new Map(Object.entries(shapes).map(([name, shape]) => [name, filled(shape)])), notFinite: new Set<string>() });

const vae = (layers: readonly LayerLine[] = [['flatten'], ['dense', { units: 8, activation: 'relu' }], ['dense', { units: 8, activation: 'relu' }]]): HourglassDocument =>
  graph()
    .node('dataset', { source: 'patterns', count: 150 })
    .node('encoder', {}, { layers })
    .node('bottleneck', { kind: 'gaussian', size: 2 })
    .node('decoder', { output: 'logits' }, { layers: [['dense', { units: 8, activation: 'relu' }], ['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
    .node('loss', { kind: 'binary-cross-entropy' })
    .wireAutoencoder()
    .done();
const listed = (document: HourglassDocument): readonly Wanted[] => wantedOf(document, analyse(document));
const any = (shape: readonly number[], more: Partial<Wanted> = {}): Wanted => ({ name: 'x', label: 'X', shape, ...more });
/** Label here → name there. */
const guessed = (document: HourglassDocument, shapes: Readonly<Record<string, readonly number[]>>): Record<string, string> => {
  const wanted = listed(document);
  const mapping = guess(wanted, file(shapes));
  return Object.fromEntries(wanted.map(({ name, label }) => [label, mapping.get(name) ? [mapping.get(name)!.tensor, arrangementOf(mapping.get(name)!.arrangement).title].filter(Boolean).join(' ') : '']));
};

describe('which tensor is which parameter', () => {
  it('is told by our own names', () => {
    const document = vae();
    const wanted = listed(document);
    const given = file(Object.fromEntries(wanted.map(({ name, shape }) => [name, shape])));
    const report = reportOf(wanted, guess(wanted, given), given);
    expect(report.rows.every(({ state, source, parameter }) => state === 'fits' && source!.tensor === parameter.name)).toBe(true);
    expect(report.unused).toEqual([]);
  });

  it('is guessed for a module of PyTorch, square kernels included', () => {
    expect(
      guessed(vae(), {
        'encoder.1.weight': [8, 9],
        'encoder.1.bias': [8],
        'encoder.3.weight': [8, 8],
        'encoder.3.bias': [8],
        'fc_mu.weight': [2, 8],
        'fc_mu.bias': [2],
        'fc_logvar.weight': [2, 8],
        'fc_logvar.bias': [2],
        'decoder.0.weight': [8, 2],
        'decoder.0.bias': [8],
        'decoder.2.weight': [9, 8],
        'decoder.2.bias': [9],
      }),
    ).toEqual({
      'Encoder, layer 2 (Dense), kernel': 'encoder.1.weight transposed',
      'Encoder, layer 2 (Dense), bias': 'encoder.1.bias',
      'Encoder, layer 3 (Dense), kernel': 'encoder.3.weight transposed',
      'Encoder, layer 3 (Dense), bias': 'encoder.3.bias',
      'Bottleneck, mean kernel': 'fc_mu.weight transposed',
      'Bottleneck, mean bias': 'fc_mu.bias',
      'Bottleneck, logVariance kernel': 'fc_logvar.weight transposed',
      'Bottleneck, logVariance bias': 'fc_logvar.bias',
      'Decoder, layer 1 (Dense), kernel': 'decoder.0.weight transposed',
      'Decoder, layer 1 (Dense), bias': 'decoder.0.bias',
      'Decoder, layer 2 (Dense), kernel': 'decoder.2.weight transposed',
      'Decoder, layer 2 (Dense), bias': 'decoder.2.bias',
    });
  });

  it('is guessed for the variational autoencoder of the PyTorch examples, whose layers are numbered', () => {
    const found = guessed(vae([['flatten'], ['dense', { units: 8, activation: 'relu' }]]), { 'fc1.weight': [8, 9], 'fc1.bias': [8], 'fc21.weight': [2, 8], 'fc21.bias': [2], 'fc22.weight': [2, 8], 'fc22.bias': [2], 'fc3.weight': [8, 2], 'fc3.bias': [8], 'fc4.weight': [9, 8], 'fc4.bias': [9] });
    expect(Object.values(found)).toEqual(['fc1.weight transposed', 'fc1.bias', 'fc21.weight transposed', 'fc21.bias', 'fc22.weight transposed', 'fc22.bias', 'fc3.weight transposed', 'fc3.bias', 'fc4.weight transposed', 'fc4.bias']);
  });

  it('is guessed for convolutions and their statistics', () => {
    const document = vae([['conv2d', { filters: 3, kernel: 3, activation: 'linear' }], ['batch-norm'], ['flatten']]);
    const found = guessed(document, { 'enc.0.weight': [3, 1, 3, 3], 'enc.0.bias': [3], 'enc.1.weight': [3], 'enc.1.bias': [3], 'enc.1.running_mean': [3], 'enc.1.running_var': [3], 'enc.1.num_batches_tracked': [] });
    expect(Object.values(found).slice(0, 6)).toEqual(['enc.0.weight channels last', 'enc.0.bias', 'enc.1.weight', 'enc.1.bias', 'enc.1.running_mean', 'enc.1.running_var']);
  });

  it('is known for the code that is exported from the drawing', () => {
    const document = vae();
    const wanted = listed(document);
    const known = pytorchNames(document, analyse(document));
    expect([...known.keys()].toSorted()).toEqual(wanted.map(({ name }) => name).toSorted());
    const given = file(Object.fromEntries(wanted.map(({ name, shape }) => [known.get(name)!, shape.toReversed()])));
    const report = reportOf(wanted, guess(wanted, given, known), given);
    expect(report.rows.map(({ state, source, parameter }) => [state, source!.tensor, known.get(parameter.name)])).toEqual(wanted.map(({ name }) => ['fits', known.get(name), known.get(name)]));
  });

  it('tells, parameter by parameter, what fits, what has another shape, what is not finite and what is not there', () => {
    const document = vae();
    const wanted = listed(document);
    const shapes = Object.fromEntries(wanted.map(({ name, shape }) => [name, shape]));
    const [first, second, third, fourth] = wanted.map(({ name }) => name);
    const { [third!]: _, ...rest } = shapes;
    const given = { ...file({ ...rest, [first!]: [9, 16], extra: [7] }), notFinite: new Set([fourth!]) };
    const report = reportOf(wanted, guess(wanted, given), given);
    expect(report.rows.slice(0, 4).map(({ told }) => told)).toEqual(['shape [9, 8] expected, [9, 16] found', 'fits', 'not in the file', 'holds a number that is not finite']);
    expect(report.fits).toBe(wanted.length - 3);
    expect(report.unused).toEqual(['extra']);
    expect([...takenBy(report, given).keys()].toSorted()).toEqual(wanted.map(({ name }) => name).filter((name) => ![first, third, fourth].includes(name)).toSorted());
    expect(second).toBeDefined();
  });

  it('never takes a tensor twice, and takes only what fits', () => {
    const wanted = listed(vae());
    const seed = Date.now() % 1_000_000;
    console.log(`match.test: seed ${seed}`);
    const name = fc.oneof(fc.constantFrom('encoder.0.weight', 'decoder.1.bias', 'fc1.weight', 'a', 'weight', 'x:m', '__proto__', 'net/kernel'), fc.string());
    const shape = fc.oneof(fc.constantFrom([9, 8], [8, 9], [8, 8], [8], [2], [2, 8], [9]), fc.array(fc.nat(4), { maxLength: 4 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, shape), { maxLength: 20 }), (entries) => {
        const given = { tensors: new Map(entries.map(([one, sides]) => [one, filled(sides)])), notFinite: new Set<string>() };
        const report = reportOf(wanted, guess(wanted, given), given);
        const sources = report.rows.flatMap(({ source }) => (source ? [source.tensor] : []));
        expect(new Set(sources).size).toBe(sources.length);
        for (const [one, { shape: sides, data }] of takenBy(report, given)) {
          const parameter = wanted.find((other) => other.name === one);
          if (parameter) expect([sides, data.length]).toEqual([parameter.shape, parameter.shape.reduce((product, side) => product * side, 1)]);
        }
      }),
      { seed, numRuns: 150 },
    );
  });
});

describe('an image that is flattened', () => {
  const document = vae([['conv2d', { filters: 2, kernel: 3, stride: 1, activation: 'relu' }], ['dropout'], ['flatten'], ['batch-norm'], ['dense', { units: 5, activation: 'relu' }]]);
  it('is known by the sides of the parameters that read it', () => {
    expect(Object.fromEntries(listed(document).flatMap(({ label, flattened }) => (flattened ? [[label, flattened]] : [])))).toEqual(
      Object.fromEntries(['layer 4 (BatchNorm), gamma', 'layer 4 (BatchNorm), beta', 'layer 4 (BatchNorm), movingMean', 'layer 4 (BatchNorm), movingVariance', 'layer 5 (Dense), kernel'].map((label) => [`Encoder, ${label}`, [{ axis: 0, image: [3, 3, 2] }]])),
    );
    // Straight into a Bottleneck, and out of a Decoder.
    const other = graph()
      .node('dataset', { source: 'patterns' })
      .node('encoder', {}, { layers: [['conv2d', { filters: 2, kernel: 3, stride: 1, activation: 'relu' }], ['flatten']] })
      .node('bottleneck', { kind: 'gaussian', size: 2 })
      .node('decoder', { output: 'logits' }, { layers: [['dense', { units: 18, activation: 'relu' }], ['reshape', { shape: [3, 3, 2] }], ['conv2d', { filters: 1, kernel: 3, activation: 'linear' }]] })
      .node('loss', { kind: 'binary-cross-entropy' })
      .wireAutoencoder()
      .done();
    expect(listed(other).flatMap(({ name, flattened }) => (flattened ? [[name, flattened.map(({ axis }) => axis)]] : []))).toEqual([
      ['bottleneck/mean.kernel', [0]],
      ['bottleneck/logVariance.kernel', [0]],
      ['decoder/decoder-1/kernel', [1]],
      ['decoder/decoder-1/bias', [0]],
    ]);
  });
  it('is turned from the order of PyTorch, and left as it is in code that was exported from here', () => {
    const kernel = listed(document).find(({ label }) => label.endsWith('layer 5 (Dense), kernel'))!;
    // PyTorch: [5, 2 × 3 × 3]; number c · 9 + h · 3 + w of each row.
    const { data } = arrangementOf('channels-first').apply(filled([5, 18]), kernel);
    for (let out = 0; out < 5; out++) for (let c = 0; c < 2; c++) for (let place = 0; place < 9; place++) expect(data[(place * 2 + c) * 5 + out]).toBe(out * 18 + c * 9 + place);
    const found = guessed(document, { 'enc.0.weight': [2, 1, 3, 3], 'enc.0.bias': [2], 'enc.4.weight': [5, 18], 'enc.4.bias': [5] });
    expect(found[kernel.label]).toBe('enc.4.weight flattened channels first');
    const known = pytorchNames(document, analyse(document));
    const given = file({ [known.get(kernel.name)!]: [5, 18] });
    expect(guess(listed(document), given, known).get(kernel.name)).toEqual({ tensor: known.get(kernel.name), arrangement: 'transposed' });
  });
});

describe('arrangements', () => {
  it('turn a matrix and a convolution of PyTorch', () => {
    expect(arrangementOf('transposed').apply(filled([2, 3]), any([3, 2]))).toEqual({ shape: [3, 2], data: Float32Array.of(0, 3, 1, 4, 2, 5) });
    const { shape, data } = arrangementOf('channels-last').apply(filled([2, 3, 4, 5]), any([4, 5, 3, 2]));
    expect(shape).toEqual([4, 5, 3, 2]);
    // out 1, in 2, row 3, column 4 of the file.
    expect(data[((3 * 5 + 4) * 3 + 2) * 2 + 1]).toBe(((1 * 3 + 2) * 4 + 3) * 5 + 4);
  });
  it.each(arrangements.map(({ id }) => id))('%s gives the shape that it says', (id) => {
    for (const shape of [[], [3], [2, 3], [2, 3, 4], [2, 3, 4, 5]]) {
      const way = arrangementOf(id);
      const parameter = any([], { flattened: [] });
      const wanted = way.shapeOf(shape, parameter);
      if (wanted) expect(way.apply(filled(shape), parameter).shape).toEqual(wanted);
    }
  });
  it('of a square matrix follow the file', () => {
    expect(waysFor([8, 8], any([8, 8])).map(({ id }) => id)).toEqual(['as-it-lies', 'transposed']);
    expect(waysFor([8, 8], any([8, 8]), true).map(({ id }) => id)).toEqual(['transposed', 'as-it-lies']);
  });
});
