/** Whatever sizes, kernels, strides and paddings an Encoder has, its mirror leads back to its input. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldProblem } from '../document/fields';
import type { ParamValue } from '../document/types';
import { layerOf } from '../layers/registry';
import { mirrorOf, shapesThrough, type LayerSource } from './stack';

const side = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 700 }), fc.constantFrom(27, 105, 128, 201, 250, 458, 690));
const pair = (min: number, max: number): fc.Arbitrary<ParamValue> => fc.oneof(fc.integer({ min, max }), fc.tuple(fc.integer({ min, max }), fc.integer({ min, max })));
const small = (max: number): fc.Arbitrary<ParamValue> => fc.oneof({ weight: 4, arbitrary: pair(1, 4) }, { weight: 1, arbitrary: pair(1, max) });
/** 0 is the window's own size. */
const step = fc.oneof({ weight: 2, arbitrary: fc.constant<ParamValue>(0) }, pair(0, 4), pair(0, 32));
const padding = fc.constantFrom('same', 'valid');
const amount = fc.integer({ min: 0, max: 3 });
const margins = { top: amount, bottom: amount, left: amount, right: amount };
const layer = (kind: string, params: Record<string, fc.Arbitrary<ParamValue>>): fc.Arbitrary<Omit<LayerSource, 'id'>> => fc.record({ kind: fc.constant(kind), params: fc.record(params) });
const filters = fc.integer({ min: 1, max: 9 });
const stack = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: layer('conv2d', { filters, kernel: small(64), stride: small(16), padding }) },
    layer('conv2d-transpose', { filters, kernel: small(64), stride: small(16), padding }),
    layer('max-pool', { size: small(32), stride: step }),
    layer('avg-pool', { size: small(32), stride: step }),
    layer('upsample', { size: pair(1, 3) }),
    layer('crop', margins),
    layer('pad', { ...margins, mode: fc.constantFrom('zeros', 'edge') }),
    layer('batch-norm', {}),
    layer('activation', {}),
  ),
  { minLength: 1, maxLength: 6 },
);
/** What follows the images: nothing, a vector, or features of it. */
const end = fc.constantFrom<readonly Omit<LayerSource, 'id'>[]>([], [{ kind: 'flatten', params: {} }], [{ kind: 'flatten', params: {} }, { kind: 'dense', params: { units: 7 } }], [{ kind: 'reshape', params: { shape: [-1] } }]);
const named = (layers: readonly Omit<LayerSource, 'id'>[]): LayerSource[] => layers.map((one, i) => ({ ...one, id: `l${i}` }));

describe('the mirror of a stack', () => {
  it('gives what the stack takes, with settings that their fields take', () => {
    let sound = 0;
    fc.assert(
      fc.property(side, side, fc.integer({ min: 1, max: 4 }), stack, end, fc.integer({ min: 1, max: 40 }), (height, width, channels, layers, last, code) => {
        const input = [height, width, channels];
        const there = shapesThrough(named([...layers, ...last]), input);
        if (!there.output || there.layers.some(({ output }) => output!.reduce((a, b) => a * b) > 16_000_000)) return;
        sound++;
        for (const from of [[code], there.output]) {
          const back = mirrorOf(there, from);
          if (typeof back === 'string') throw new Error(back);
          for (const { kind, params } of back) for (const [name, value] of Object.entries(params)) expect(fieldProblem(layerOf(kind)!.fields[name]!, value), `${kind}.${name} = ${String(value)}`).toBeNull();
          const shapes = shapesThrough(back, from);
          expect(shapes.layers.flatMap(({ problem }) => problem ?? [])).toEqual([]);
          expect(shapes.output).toEqual(input);
        }
      }),
      { numRuns: 1500, verbose: 1 },
    );
    expect(sound).toBeGreaterThan(300);
  });

  it.each([[27, 27], [105, 105], [128, 201], [458, 690], [1, 1], [16_000, 1]])('%i × %i through convolutions of stride 2', (height, width) => {
    const usual = named([{ kind: 'conv2d', params: { filters: 8 } }, { kind: 'conv2d', params: { filters: 16 } }, { kind: 'conv2d', params: { filters: 32 } }, { kind: 'flatten', params: {} }]);
    const back = mirrorOf(shapesThrough(usual, [height, width, 1]), [8]);
    expect(typeof back === 'string' ? back : shapesThrough(back, [8]).output).toEqual([height, width, 1]);
  });
});
