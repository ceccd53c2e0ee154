/** A value that no field knows, in every field of every kind: a message says so, and nothing throws where the document is opened, drawn or checked. */
import { describe, expect, it } from 'vitest';
import { catalogue } from '../catalogue';
import { fieldProblem, readParams, type Fields } from '../document/fields';
import { openDocument } from '../document/open';
import { saveDocument } from '../document/save';
import type { HourglassDocument, Params, ParamValue } from '../document/types';
import { layers } from '../layers/registry';
import { nodeOf, nodes } from '../nodes/registry';
import { graph } from '../testing/build-document';
import { analyse } from './analyse';
import { analyseUncured } from './look';
import type { Analysis } from './types';

const strange: readonly ParamValue[] = ['foo', '', 'toString', null, true, -7.5, [1, 2]];
const wrongValues = (fields: Fields): readonly (readonly [field: string, value: ParamValue])[] =>
  Object.entries(fields).flatMap(([name, field]) => strange.filter((value) => fieldProblem(field, value) !== null).map((value) => [name, value] as const));

/** An autoencoder around the one that is tried: its wires are there, so that ports are asked for. */
const around = (kind: string, params: Params, layer?: readonly [kind: string, params: Params]): HourglassDocument => {
  const g = graph()
    .node('dataset')
    .node('encoder', {}, { layers: layer ? [['flatten'], layer] : [['flatten'], ['dense', { units: 4 }]] })
    .node(kind, params, { id: 'tried' })
    .wire('dataset.data', 'encoder.in')
    .wire('encoder.out', 'tried.in');
  return g.done();
};
/** `check`: how the document is checked. Cures are tried for the first value of a kind alone, which takes ten times as long and tells the same. */
function expectTold(document: HourglassDocument, field: string, check: (document: HourglassDocument) => Pick<Analysis, 'diagnostics' | 'sound'>): void {
  const opened = openDocument(saveDocument(document), catalogue);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  for (const node of Object.values(opened.document.nodes)) {
    const { fields, summary } = nodeOf(node.kind)!;
    expect(typeof summary(readParams(fields, node.params))).toBe('string');
  }
  const { diagnostics, sound } = check(opened.document);
  expect(sound).toBe(false);
  expect(diagnostics.filter(({ code, at }) => code === 'param.invalid' && at.field === field)).toHaveLength(1);
}

describe('a value that does not fit its field', () => {
  it.each(Object.keys(nodes))('is told of the node %s', (kind) => {
    for (const [i, [field, value]] of wrongValues(nodes[kind as keyof typeof nodes].fields).entries()) expectTold(around(kind, { [field]: value }), field, i === 0 ? analyse : analyseUncured);
  });
  it.each(Object.keys(layers))('is told of the layer %s', (kind) => {
    for (const [i, [field, value]] of wrongValues(layers[kind as keyof typeof layers].fields).entries()) expectTold(around('bottleneck', {}, [kind, { [field]: value }]), field, i === 0 ? analyse : analyseUncured);
  });
  it('gives way to the default where parameters are read, and leaves what fits', () => {
    const { fields } = nodes.bottleneck;
    expect(readParams(fields, { kind: 'foo', size: 7 })).toMatchObject({ kind: 'vector', size: 7 });
  });
});
