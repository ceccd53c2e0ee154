/** The incremental analysis against one from scratch, on documents that are edited and mutilated at random; and how long it takes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GraphNode, HourglassDocument, ParamValue, Wire } from '../document/types';
import { layers } from '../layers/registry';
import { nodes } from '../nodes/registry';
import { graph } from '../testing/build-document';
import { analyse } from './analyse';
import { canConnect, compatibleKinds } from './compatible';
import type { Analysis } from './types';

const modes = ['active', 'active', 'active', 'bypassed', 'muted'] as const;
const kinds = [...Object.keys(nodes), 'teleporter', 'constructor'];
const layerKinds = [...Object.keys(layers), 'warp', '__proto__'];
const values: readonly ParamValue[] = [0, 1, 2, 3, 7, -1, 0.5, 1e9, NaN, true, null, '', 'relu', 'sigmoid', 'logits', 'gaussian', 'categorical', 'idx', 'patterns', 'wasserstein', 'n1', 'n2', [3, -1], [28, 28, 1], [0], [], [-1, -1]];
const paramNames = [...new Set([...Object.values(nodes), ...Object.values(layers)].flatMap(({ fields }) => Object.keys(fields)))];
const ports = ['in', 'out', 'data', 'code', 'mean', 'distribution', 'indices', 'prediction', 'target', 'real', 'fake', 'score', 'like', 'sample', 'part1', 'part2', 'nothing', 'toString'];

/** One edit, read off five numbers; most make sense, some do not. */
function edited(document: HourglassDocument, [what, a, b, c, d]: readonly number[]): HourglassDocument {
  const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!;
  const ids = Object.keys(document.nodes);
  const id = ids.length ? pick(ids, a!) : 'n0';
  const old = document.nodes[id];
  const put = (node: GraphNode): HourglassDocument => ({ ...document, nodes: { ...document.nodes, [node.id]: node } });
  switch (what! % 10) {
    case 0:
    case 1: {
      const fresh = `n${a! % 12}`;
      return put({ id: fresh, kind: pick(kinds, b!), name: `Node ${c! % 4}`, position: { x: 0, y: 0 }, params: {}, layers: {}, player: 'autoencoder', frozen: false, sharesWith: null, collapsed: false, pinned: false, mode: pick(modes, d!) });
    }
    case 2:
    case 3:
    case 4: {
      const wire: Wire = { id: `w${a! % 30}`, from: { node: pick([...ids, 'ghost'], b!), port: pick(ports, c!) }, to: { node: pick([...ids, 'ghost'], d!), port: pick(ports, a! + c!) }, bends: [] };
      return { ...document, wires: { ...document.wires, [wire.id]: wire } };
    }
    case 5:
      return old ? put({ ...old, params: { ...old.params, [pick(paramNames, b!)]: pick(values, c!) } }) : document;
    case 6:
      return old ? put({ ...old, layers: { ...old.layers, [`l${b! % 4}`]: { id: `l${b! % 4}`, kind: pick(layerKinds, c!), order: d! % 5, params: { [pick(paramNames, d!)]: pick(values, a!) } } } }) : document;
    case 7: {
      const { [id]: _, ...rest } = document.nodes;
      return { ...document, nodes: rest };
    }
    case 8: {
      const { [pick([...Object.keys(document.wires), 'none'], a!)]: _, ...rest } = document.wires;
      return { ...document, wires: rest };
    }
    default:
      return old ? put({ ...old, sharesWith: pick([...ids, 'ghost', null], b!), name: `Node ${c! % 5}` }) : document;
  }
}
const start = (): HourglassDocument =>
  graph()
    .node('dataset', {}, { id: 'n0' })
    .node('encoder', {}, { id: 'n1', layers: [['flatten'], ['dense', { units: 8 }]] })
    .node('bottleneck', {}, { id: 'n2' })
    .node('decoder', { mirror: 'n1' }, { id: 'n3' })
    .node('loss', {}, { id: 'n4' })
    .wire('n0.data', 'n1.in')
    .wire('n1.out', 'n2.in')
    .wire('n2.code', 'n3.in')
    .wire('n3.out', 'n4.prediction')
    .wire('n0.data', 'n4.target')
    .done();
const plain = (analysis: Analysis): unknown => JSON.parse(JSON.stringify({ ...analysis, diagnostics: [...analysis.diagnostics] }));

/** `branches` autoencoders beside each other. */
function large(branches: number): HourglassDocument {
  const builder = graph();
  for (let i = 0; i < branches; i++) {
    builder
      .node('dataset', {}, { id: `d${i}` })
      .node('encoder', {}, { id: `e${i}`, layers: [['conv2d', { filters: 8 }], ['conv2d', { filters: 16 }], ['flatten'], ['dense', { units: 32 }]] })
      .node('bottleneck', { kind: 'gaussian', size: 8 }, { id: `b${i}` })
      .node('decoder', { mirror: `e${i}` }, { id: `c${i}` })
      .node('loss', {}, { id: `l${i}` })
      .wire(`d${i}.data`, `e${i}.in`)
      .wire(`e${i}.out`, `b${i}.in`)
      .wire(`b${i}.code`, `c${i}.in`)
      .wire(`c${i}.out`, `l${i}.prediction`)
      .wire(`d${i}.data`, `l${i}.target`);
  }
  return builder.done();
}
const withUnits = (document: HourglassDocument, node: string, units: number): HourglassDocument => {
  const old = document.nodes[node]!;
  const layer = Object.values(old.layers).at(-1)!;
  return { ...document, nodes: { ...document.nodes, [node]: { ...old, layers: { ...old.layers, [layer.id]: { ...layer, params: { units } } } } } };
};

describe('analyse', () => {
  it('never throws, and gives from the previous analysis what it gives from scratch', () => {
    const edit = fc.array(fc.nat(10_000), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 20 }), (edits) => {
        let document = start();
        let analysis = analyse(document);
        for (const numbers of edits) {
          document = edited(document, numbers);
          analysis = analyse(document, analysis);
          expect(plain(analysis)).toEqual(plain(analyse(document)));
        }
      }),
      { numRuns: 30, verbose: 1 },
    );
  }, 120_000);
  it('keeps what did not change', () => {
    const document = large(2);
    const before = analyse(document);
    const after = analyse(withUnits(document, 'e0', 16), before);
    expect(after.nodes['e0']).not.toBe(before.nodes['e0']);
    expect(after.nodes['c0']!.stack).not.toBe(before.nodes['c0']!.stack);
    for (const id of ['d0', 'l0', 'd1', 'e1', 'b1', 'c1', 'l1']) expect(after.nodes[id], id).toBe(before.nodes[id]);
    expect(after.wires['wire-4']).toBe(before.wires['wire-4']);
    const moved = { ...document, nodes: { ...document.nodes, d0: { ...document.nodes['d0']!, position: { x: 5, y: 5 } } } };
    const still = analyse(moved, before);
    expect(still.nodes).toBe(before.nodes);
    expect(still.wires).toBe(before.wires);
    expect(still.diagnostics).toBe(before.diagnostics);
  });
  // How long that takes is measured by `npm run bench -- recheck`.
  it('looks after an edit of one node at what depends on it alone, among 500', () => {
    const document = large(100);
    const before = analyse(document);
    expect(before.order).toHaveLength(500);
    expect(before.sound).toBe(true);
    const after = analyse(withUnits(document, 'e7', 8), before);
    const changed = Object.keys(after.nodes).filter((id) => after.nodes[id] !== before.nodes[id]);
    expect(changed).toContain('e7');
    expect(changed.every((id) => id.endsWith('7') && !id.endsWith('77'))).toBe(true);
    expect(changed.length).toBeLessThanOrEqual(5);
  });
  it('orders the nodes so that every wire goes forward, and mirrors come after what they mirror', () => {
    const { order } = analyse(large(3));
    const place = (id: string) => order.indexOf(id);
    expect(place('d1')).toBeLessThan(place('e1'));
    expect(place('e1')).toBeLessThan(place('c1'));
    expect(place('c1')).toBeLessThan(place('l1'));
  });
  it('counts shared weights once', () => {
    const document = graph()
      .node('dataset')
      .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 4 }]] })
      .node('encoder', {}, { sharesWith: 'encoder', layers: [['flatten'], ['dense', { units: 4 }]] })
      .wire('dataset.data', 'encoder.in')
      .wire('dataset.data', 'encoder2.in')
      .done();
    const analysis = analyse(document);
    expect(analysis.nodes['encoder']!.parameters).toBe(784 * 4 + 4);
    expect(analysis.parameters).toBe(784 * 4 + 4);
  });
  it('lets a mirror follow its Encoder', () => {
    const document = large(1);
    const stack = analyse(document).nodes['c0']!.stack!;
    expect(stack.layers.map(({ kind }) => kind)).toEqual(['dense', 'dense', 'reshape', 'conv2d-transpose', 'conv2d-transpose']);
    expect(stack.output).toEqual([28, 28, 1]);
    expect(stack.layers.map(({ params }) => params['activation'])).toEqual(['relu', 'relu', undefined, 'relu', 'linear']);
    expect(analyse(withUnits(document, 'e0', 48)).nodes['c0']!.stack!.layers[0]!.output).toEqual([48]);
  });
});

describe('wires', () => {
  const document = start();
  const analysis = analyse(document);
  it('says why a wire cannot be drawn', () => {
    expect(canConnect(analysis, document, { node: 'n0', port: 'data' }, { node: 'n2', port: 'in' })).toEqual({ ok: true });
    expect(canConnect(analysis, document, { node: 'n0', port: 'data' }, { node: 'n3', port: 'in' })).toMatchObject({ ok: false, reason: expect.stringContaining('takes code') });
    expect(canConnect(analysis, document, { node: 'n3', port: 'out' }, { node: 'n1', port: 'in' })).toMatchObject({ ok: false, reason: expect.stringContaining('own output') });
  });
  it('knows what may stand at the other end', () => {
    const after = compatibleKinds(analysis, { node: 'n2', port: 'code' }, 'output').map(({ kind }) => kind);
    expect(after).toEqual(expect.arrayContaining(['decoder', 'discriminator', 'codebook', 'loss']));
    expect(after).not.toContain('dataset');
    const before = compatibleKinds(analysis, { node: 'n3', port: 'in' }, 'input');
    expect(before).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'bottleneck', port: 'code' }), expect.objectContaining({ kind: 'prior', port: 'sample' })]));
  });
});
