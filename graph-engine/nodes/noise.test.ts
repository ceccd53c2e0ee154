import { beforeAll, describe, expect, it } from 'vitest';
import type { Params } from '../document/types';
import { useCpu } from '../testing/run-program';
import { buildNode, inferNode } from '../testing/test-node';
import { noise } from './noise';

beforeAll(useCpu);
const clean = { tag: 'data', shape: [1000], range: 'unit', corrupted: false, source: 'd' } as const;
function corrupted(params: Params): number[] {
  const built = buildNode(noise, params, { in: [clean] }, { batch: 4 });
  built.set(built.inputs['in']![0]!, ...new Array<number>(4000).fill(0.5));
  return built.values(built.outputs['out']!);
}
const share = (values: number[], wanted: (value: number) => boolean): number => values.filter(wanted).length / values.length;

describe('noise', () => {
  it('masks its share', () => expect(share(corrupted({ kind: 'masking', share: 0.25 }), (x) => x === 0)).toBeCloseTo(0.25, 1));
  it('scatters salt and pepper', () => {
    const values = corrupted({ kind: 'salt-and-pepper', share: 0.4 });
    expect(share(values, (x) => x === 0)).toBeCloseTo(0.2, 1);
    expect(share(values, (x) => x === 1)).toBeCloseTo(0.2, 1);
    expect(share(values, (x) => x === 0.5)).toBeCloseTo(0.6, 1);
  });
  it('adds normal noise', () => {
    const values = corrupted({ kind: 'gaussian', deviation: 0.3 });
    const mean = values.reduce((a, n) => a + n, 0) / values.length;
    expect(mean).toBeCloseTo(0.5, 1);
    expect(Math.sqrt(values.reduce((a, n) => a + (n - mean) ** 2, 0) / values.length)).toBeCloseTo(0.3, 1);
  });
  it('lets everything through at inference', () => {
    const built = buildNode(noise, {}, { in: [clean] }, { mode: 'infer' });
    expect(built.outputs['out']).toBe(built.inputs['in']![0]);
  });
  it('says that the data is corrupted', () => {
    expect(inferNode(noise, { kind: 'masking' }, { in: [clean] }).outputs['out']).toEqual({ ...clean, corrupted: true });
    expect(inferNode(noise, { kind: 'gaussian' }, { in: [clean] }).outputs['out']).toMatchObject({ corrupted: true, range: 'real' });
  });
  describe('affine', () => {
    const image = { tag: 'data', shape: [9, 9, 2], range: 'unit', corrupted: false, source: 'd' } as const;
    /** One bright pixel per item, at the middle, in the second channel. */
    function seen(params: Params, batch: number): { readonly dx: number; readonly dy: number; readonly value: number }[][] {
      const built = buildNode(noise, { kind: 'affine', ...params }, { in: [image] }, { batch });
      const middle = Array.from({ length: batch * 162 }, (_, i) => (i % 162 === (4 * 9 + 4) * 2 + 1 ? 0.75 : 0));
      built.set(built.inputs['in']![0]!, ...middle);
      const values = built.values(built.outputs['out']!);
      return Array.from({ length: batch }, (_, item) => values.slice(item * 162, (item + 1) * 162).flatMap((value, i) => (value === 0 ? [] : [{ dx: (Math.floor(i / 2) % 9) - 4, dy: Math.floor(i / 18) - 4, value }])));
    }
    it('changes nothing without shift and distortion', () => expect(seen({ shift: 0, distortion: 0 }, 3)).toEqual([1, 2, 3].map(() => [{ dx: 0, dy: 0, value: 0.75 }])));
    it('moves each item by up to its shift, every way', () => {
      const places = seen({ shift: 2, distortion: 0 }, 200).map((bright) => (expect(bright).toHaveLength(1), bright[0]!));
      for (const axis of ['dx', 'dy'] as const) expect(new Set(places.map((place) => place[axis]))).toEqual(new Set([-2, -1, 0, 1, 2]));
      expect(new Set(places.map(({ dx, dy }) => `${dx} ${dy}`)).size).toBeGreaterThan(15);
    });
    it('stretches about the middle', () => {
      const sizes = seen({ shift: 0, distortion: 0.9 }, 200).map((bright) => (expect(bright.some(({ dx, dy }) => dx === 0 && dy === 0)).toBe(true), bright.length));
      expect(Math.max(...sizes)).toBeGreaterThan(3);
    });
    it('takes images only', () => {
      expect(inferNode(noise, { kind: 'affine' }, { in: [image] }).outputs['out']).toEqual({ ...image, corrupted: true });
      const { outputs, diagnostics } = inferNode(noise, { kind: 'affine' }, { in: [clean] });
      expect(outputs).toEqual({});
      expect(diagnostics.map(({ code }) => code)).toEqual(['layer.input']);
    });
  });
  describe('of tokens', () => {
    const tokens = { tag: 'indices', shape: [40], classes: 53, source: 'd', masked: true } as const;
    const length = (item: number): number => 1 + ((item * 7) % 40);
    function hidden(chosen: number, batch = 200) {
      const built = buildNode(noise, { kind: 'tokens', chosen }, { in: [tokens] }, { batch });
      const given = Array.from({ length: batch * 40 }, (_, i) => (i % 40 < length(Math.floor(i / 40)) ? 3 + (i % 50) : 0));
      built.set(built.inputs['in']![0]!, ...given);
      built.set(built.inputMasks['in']![0]!, ...given.map((id) => (id > 0 ? 1 : 0)));
      return { given, out: built.values(built.outputs['out']!), chosen: built.values(built.outputs['chosen']!), names: Object.keys(built.outputs) };
    }
    it('chooses a share, of which it hides 80 %, replaces 10 % and leaves 10 %; never padding, and at least one of each text', () => {
      const { given, out, chosen } = hidden(0.15);
      const at = given.flatMap((id, i) => (chosen[i] === 1 ? [{ id, now: out[i]! }] : []));
      const present = given.filter((id) => id > 0).length;
      expect(at.length / present).toBeCloseTo(0.18, 1);
      expect(at.every(({ id }) => id > 0)).toBe(true);
      expect(at.filter(({ now }) => now === 2).length / at.length).toBeCloseTo(0.8, 1);
      expect(at.filter(({ id, now }) => now === id).length / at.length).toBeCloseTo(0.1, 1);
      expect(at.every(({ now }) => now >= 2 && now < 53)).toBe(true);
      given.forEach((id, i) => chosen[i] === 0 && expect(out[i]).toBe(id));
      for (let item = 0; item < 200; item++) expect(chosen.slice(item * 40, item * 40 + 40)).toContain(1);
    });
    it('leaves all as it is where none is chosen, and at inference', () => {
      const { given, out, chosen } = hidden(0);
      expect(out).toEqual(given);
      expect(Math.max(...chosen)).toBe(0);
      const built = buildNode(noise, { kind: 'tokens' }, { in: [tokens] }, { mode: 'infer', batch: 1 });
      built.set(built.inputs['in']![0]!, ...given.slice(0, 40));
      expect(built.values(built.outputs['out']!)).toEqual(given.slice(0, 40));
    });
    it('says that they are corrupted, and no more whose they are', () => {
      const { outputs } = inferNode(noise, { kind: 'tokens' }, { in: [tokens] });
      expect(outputs).toEqual({ out: { tag: 'indices', shape: [40], classes: 53, masked: true, corrupted: true }, chosen: { tag: 'data', shape: [40], range: 'binary', corrupted: false, source: null } });
    });
  });
});
