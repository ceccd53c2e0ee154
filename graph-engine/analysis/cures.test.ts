/** Cures by the mistakes of users: what is offered first, and that it is enough. */
import { describe, expect, it } from 'vitest';
import { templates } from '@/templates/registry';
import { catalogue } from '../catalogue';
import { createDocumentStore } from '../document/store';
import type { HourglassDocument, Params } from '../document/types';
import type { Diagnostic } from '../diagnostics/types';
import { graph, type LayerLine } from '../testing/build-document';
import { analyse } from './analyse';

const labels = (found: Diagnostic): readonly string[] => (found.fixes ?? []).map(({ label }) => label);
/** The document after the first cure of its first message, and so on until it is sound; at most `most` of them. */
function cured(document: HourglassDocument, most: number): HourglassDocument {
  const store = createDocumentStore({ document, catalogue });
  for (let i = 0; i < most; i++) {
    const fix = analyse(store.document).diagnostics[0]?.fixes?.[0];
    if (fix) expect(store.applyFix(fix)).toMatchObject({ ok: true });
  }
  return store.document;
}
const ends = (document: HourglassDocument): string[] => Object.values(document.wires).map(({ from, to }) => `${from.node}.${from.port} ${to.node}.${to.port}`).sort();

/** Templates in which several Datasets or several layers could be meant. */
const severalData = new Set(['cycle', 'deep-pretrained', 'pretrain-finetune']);

describe('a wire that was deleted', () => {
  const wires = Object.entries(templates).flatMap(([id, template]) => Object.keys(template.create().wires).map((wire) => [id, wire] as const));
  it.each(wires)('%s: %s is offered again, before anything is deleted', (id, wire) => {
    const whole = templates[id as keyof typeof templates].create();
    const { [wire]: _, ...rest } = whole.wires;
    const document = { ...whole, wires: rest };
    const analysis = analyse(document);
    for (const found of analysis.diagnostics) expect(found.fixes?.[0]?.edits.map(({ name }) => name), labels(found).join()).toEqual(['connect']);
    const again = cured(document, 1);
    expect(analyse(again).diagnostics).toEqual([]);
    // Where two are as near, nothing in the drawing says which it was: it is among those that are offered.
    const offered = (analysis.diagnostics[0]?.fixes ?? []).map((fix) => {
      const store = createDocumentStore({ document, catalogue });
      store.applyFix(fix);
      return ends(store.document);
    });
    expect(severalData.has(id) ? offered : [ends(again)]).toContainEqual(ends(whole));
  });
});

describe('a size that does not fit', () => {
  const decoder = (shape: readonly number[], layers: readonly LayerLine[], flat = false): HourglassDocument => {
    const builder = graph()
      .node('dataset', { source: 'file', fileName: 'x.idx', shape, scaling: 'unit' })
      .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 8 }]] })
      .node('decoder', {}, { layers })
      .node('loss')
      .wire('dataset.data', 'encoder.in')
      .wire('encoder.out', 'decoder.in')
      .wire('decoder.out', 'loss.prediction');
    if (!flat) return builder.wire('dataset.data', 'loss.target').done();
    return builder.node('encoder', {}, { id: 'row', layers: [['flatten']] }).wire('dataset.data', 'row.in').wire('row.out', 'loss.target').done();
  };
  const upwards = (units: number, shape: readonly number[], last: Params = {}): LayerLine[] => [
    ['dense', { units }],
    ['reshape', { shape }],
    ['conv2d-transpose', { filters: 8 }],
    ['conv2d-transpose', { filters: 1, activation: 'linear', ...last }],
  ];
  const linear = { activation: 'linear' };
  it.each<[string, HourglassDocument, string]>([
    ['a Dense of 700 before a target of 784', decoder([28, 28, 1], [['dense', { units: 784 }], ['dense', { units: 700, ...linear }]], true), 'Set Units to 784'],
    ['a Dense of 700 before a Reshape to 784', decoder([28, 28, 1], [['dense', { units: 700, ...linear }], ['reshape', { shape: [28, 28, 1] }]]), 'Set Units to 784'],
    ['a Dense of 700 before an image', decoder([28, 28, 1], [['dense', { units: 700, ...linear }]]), 'Set Units to 784 and add a Reshape to [batch, 28, 28, 1]'],
    ['three channels for one', decoder([28, 28, 1], upwards(784, [7, 7, 16], { filters: 3 })), 'Set Filters to 1'],
    ['28 × 28 for 27 × 27', decoder([27, 27, 1], upwards(784, [7, 7, 16])), 'Set Output size to 27'],
    ['108 × 108 for 105 × 105', decoder([105, 105, 1], upwards(11_664, [27, 27, 16])), 'Add a Crop to 105 × 105'],
    ['128 × 204 for 128 × 201', decoder([128, 201, 1], upwards(26_112, [32, 51, 16])), 'Add a Crop to 128 × 201'],
    ['460 × 692 for 458 × 690', decoder([458, 690, 1], upwards(318_320, [115, 173, 16])), 'Add a Crop to 458 × 690'],
    ['26 × 26 for 27 × 27', decoder([27, 27, 1], [['dense', { units: 169, ...linear }], ['reshape', { shape: [13, 13, 1] }], ['upsample']]), 'Add a Pad to 27 × 27'],
    ['14 × 14 for 28 × 28', decoder([28, 28, 1], [['dense', { units: 196, ...linear }], ['reshape', { shape: [14, 14, 1] }]]), 'Add an Upsample to 28 × 28'],
    ['a row for an image', decoder([28, 28, 1], [['dense', { units: 784, ...linear }]]), 'Add a Reshape to [batch, 28, 28, 1]'],
    ['an image for a row', decoder([28, 28, 1], [['dense', { units: 784, ...linear }], ['reshape', { shape: [28, 28, 1] }]], true), 'Add a Flatten to [batch, 784]'],
    ['a kernel larger than the image', decoder([4, 4, 1], [['dense', { units: 16 }], ['reshape', { shape: [4, 4, 1] }], ['conv2d', { filters: 1, kernel: 5, stride: 1, padding: 'valid', ...linear }]]), 'Set Padding to same'],
  ])('%s: one click', (_, document, label) => {
    const [first] = analyse(document).diagnostics;
    expect(labels(first!)[0]).toBe(label);
    const after = cured(document, 1);
    expect(analyse(after).diagnostics.map(({ code, args }) => [code, args])).toEqual([]);
    for (const [id, node] of Object.entries(document.nodes)) expect(Object.keys(after.nodes[id]!.layers)).toEqual(expect.arrayContaining(Object.keys(node.layers)));
  });
});

describe('something missing', () => {
  it.each<[string, HourglassDocument, number]>([
    ['an empty canvas', graph().done(), 2],
    ['a Dataset alone', graph().node('dataset').done(), 1],
    ['a Loss alone', graph().node('loss').done(), 2],
    ['no Loss', graph().node('dataset').node('encoder', {}, { layers: [['flatten'], ['dense', { units: 4 }]] }).node('decoder', { mirror: 'encoder' }).wire('dataset.data', 'encoder.in').wire('encoder.out', 'decoder.in').done(), 1],
    ['no Loss, and a wire too few', graph().node('dataset').node('encoder', {}, { layers: [['flatten'], ['dense', { units: 4 }]] }).node('decoder', { mirror: 'encoder' }).wire('dataset.data', 'encoder.in').done(), 2],
  ])('%s: first cures lead to a sound document', (_, document, clicks) => {
    const after = cured(document, clicks);
    expect(analyse(after).diagnostics.map(({ code, args }) => [code, args])).toEqual([]);
    expect(Object.keys(after.nodes)).toEqual(expect.arrayContaining(Object.keys(document.nodes)));
  });
});
