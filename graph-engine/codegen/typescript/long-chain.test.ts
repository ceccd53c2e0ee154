/** What exporting and checking look at, counted: it may grow with a graph, and not with its square. No clock is asked. */
import { expect, test } from 'vitest';
import { analyse } from '../../analysis/analyse';
import type { HourglassDocument } from '../../document/types';
import { graph } from '../../testing/build-document';
import { generateTypeScript } from './index';

type Sort = 'encoder' | 'noise' | 'shared';

function chain(length: number, sort: Sort): HourglassDocument {
  const builder = graph({ name: 'Chain' }).node('dataset', { source: 'patterns' }, { id: 'data' });
  builder.node('encoder', {}, { id: 'e0', layers: [['flatten'], ['dense', { units: 4 }]] }).wire('data.data', 'e0.in');
  for (let i = 1; i < length; i++) {
    if (sort === 'noise') builder.node('noise', {}, { id: `e${i}` });
    else builder.node('encoder', {}, { id: `e${i}`, name: 'Same name', sharesWith: sort === 'shared' && i > 1 ? `e${i - 1}` : null, layers: [['dense', { units: 4 }]] });
    builder.wire(`e${i - 1}.out`, `e${i}.in`);
  }
  builder.node('decoder', {}, { id: 'back', layers: [['dense', { units: 9 }], ['reshape', { shape: [3, 3, 1] }]] }).wire(`e${length - 1}.out`, 'back.in');
  return builder.node('loss', {}, { id: 'loss' }).wire('back.out', 'loss.prediction').wire('data.data', 'loss.target').done();
}

/** The same record, with every look at it counted: each key that is read, and each time through all of them. */
function counted<T extends object>(record: T, count: { reads: number; scans: number }): T {
  return new Proxy(record, {
    get: (target, key) => (count.reads++, Reflect.get(target, key) as unknown),
    ownKeys: (target) => (count.scans++, Reflect.ownKeys(target)),
  });
}

function looksAt(length: number, sort: Sort): { readonly reads: number; readonly scans: number } {
  const plain = chain(length, sort);
  const count = { reads: 0, scans: 0 };
  const document = { ...plain, wires: counted(plain.wires, count), nodes: counted(plain.nodes, count) };
  const analysis = analyse(document);
  expect(analysis.sound).toBe(true);
  generateTypeScript(document, { ...analysis, nodes: counted(analysis.nodes, count) });
  return count;
}

test.each<Sort>(['encoder', 'noise', 'shared'])('a chain of %s nodes is exported with as many looks at a node, however long it is', (sort) => {
  const [short, long] = [looksAt(20, sort), looksAt(80, sort)];
  expect(long.scans).toBe(short.scans);
  expect(long.reads).toBeLessThan(4.2 * short.reads);
});

test('a long chain is exported, and no recursion ends it', () => {
  const document = chain(1200, 'noise');
  expect(generateTypeScript(document, analyse(document)).files.length).toBeGreaterThan(5);
});

test('the nodes of a long ring are told with the beginning and the end of the way around', () => {
  const builder = graph();
  for (let i = 0; i < 400; i++) builder.node('noise', {}, { id: `n${i}`, name: `N${i}` });
  for (let i = 0; i < 400; i++) builder.wire(`n${i}.out`, `n${(i + 1) % 400}.in`);
  const behind = builder.node('noise', {}, { id: 'behind' }).wire('n7.out', 'behind.in').done();
  const loops = analyse(behind).diagnostics.filter(({ code }) => code === 'graph.cycle');
  expect(loops).toHaveLength(400);
  expect(loops.find(({ at }) => at.node === 'n2')?.args).toMatchObject({ path: 'N2 → N3 → N4 → N5 → N6 → … → N398 → N399 → N0 → N1 → N2' });
});
