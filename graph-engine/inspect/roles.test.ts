import { expect, it } from 'vitest';
import { analyse } from '../analysis/analyse';
import { graph } from '../testing/build-document';
import { findRoles } from './roles';

/** One Encoder, two Bottlenecks, two Decoders: two reconstructions of the same data. */
const twice = graph()
  .node('dataset', { source: 'patterns' })
  .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 8, activation: 'tanh' }]] });
for (const name of ['one', 'two']) {
  twice
    .node('bottleneck', { kind: 'vector', size: 2 }, { id: `code-${name}` })
    .node('decoder', { output: 'sigmoid' }, { id: `decoder-${name}`, layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
    .node('loss', { kind: 'squared' }, { id: `loss-${name}` })
    .wire('encoder.out', `code-${name}.in`)
    .wire(`code-${name}.code`, `decoder-${name}.in`)
    .wire(`decoder-${name}.out`, `loss-${name}.prediction`)
    .wire('dataset.data', `loss-${name}.target`);
}
const document = twice.wire('dataset.data', 'encoder.in').done();
const analysis = analyse(document);

it('finds the reconstruction, its data and its code', () => {
  expect(analysis.diagnostics).toEqual([]);
  expect(findRoles(document, analysis)).toMatchObject({ data: { node: 'dataset' }, output: { node: 'decoder-one' }, code: { node: 'code-one' }, corrupted: null, indices: null });
});
it('finds the one that a node belongs to, where there are several', () => {
  expect(findRoles(document, analysis, 'decoder-two')).toMatchObject({ output: { node: 'decoder-two' }, code: { node: 'code-two' } });
  expect(findRoles(document, analysis, 'code-two')).toMatchObject({ output: { node: 'decoder-two' }, code: { node: 'code-two' } });
  expect(findRoles(document, analysis, 'code-one')).toMatchObject({ output: { node: 'decoder-one' } });
  expect(findRoles(document, analysis, 'encoder')).toMatchObject({ code: { node: 'encoder' } });
  expect(findRoles(document, analysis, 'loss-two')).toMatchObject({ output: null, code: null });
});
