import { expect, test } from 'vitest';
import { analyse } from '@/graph-engine/analysis/analyse';
import { templates, type TemplateId } from '@/templates/registry';
import { hopsOf } from './hops';

const hops = (id: TemplateId) => {
  const document = templates[id].create();
  return { document, hops: hopsOf(document, analyse(document)) };
};

test('an item leaves a node when all that it was made from has arrived', () => {
  for (const id of ['denoising', 'cycle', 'adversarial-ae', 'vq-vae'] as const) {
    const { document, hops: all } = hops(id);
    expect(all).toHaveLength(Object.keys(document.wires).length);
    for (const hop of all) {
      expect(hop.to).toBeGreaterThan(hop.from);
      const target = document.wires[hop.wire]!.to.node;
      const onwards = all.filter(({ wire }) => document.wires[wire]!.from.node === target);
      for (const next of onwards) expect(next.from).toBeGreaterThanOrEqual(hop.to);
    }
  }
});

test('the item meets its reconstruction at the Loss', () => {
  const { document, hops: all } = hops('denoising');
  const loss = Object.values(document.nodes).find(({ kind }) => kind === 'loss')!.id;
  const ends = all.filter(({ wire }) => document.wires[wire]!.to.node === loss);
  expect(new Set(ends.map(({ to }) => to)).size).toBe(1);
  expect(Math.min(...ends.map(({ from }) => from))).toBe(0);
});
