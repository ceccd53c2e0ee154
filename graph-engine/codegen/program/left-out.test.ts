/** Exports are those of the document without what is bypassed or muted; the drawing that goes with them is whole. */
import { expect, it } from 'vitest';
import { analyseUncured } from '../../analysis/look';
import { catalogue } from '../../catalogue';
import { openDocument } from '../../document/open';
import { isRefusal, runCommands, type Edit } from '../../document/run-commands';
import type { HourglassDocument } from '../../document/types';
import { graph } from '../../testing/build-document';
import { targets } from '../targets';

const document = graph()
  .node('dataset', { source: 'patterns' })
  .node('noise', { kind: 'gaussian' })
  .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 4 }]] })
  .node('bottleneck', { kind: 'vector', size: 2 })
  .node('decoder', { output: 'sigmoid' }, { layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
  .node('loss', { kind: 'squared' })
  .node('loss', { kind: 'absolute' }, { id: 'second', name: 'Second' })
  .wireAutoencoder()
  .wire('decoder.out', 'second.prediction')
  .wire('dataset.data', 'second.target')
  .done();
const edited = (of: HourglassDocument, ...edits: readonly Edit[]): HourglassDocument => {
  const change = runCommands(of, edits, catalogue);
  if (isRefusal(change)) throw new Error(change.reason);
  return change.document;
};
const noisy = edited(document, { name: 'insertOnWire', args: { wire: 'wire-1', node: 'noise' } });

it.each(['typescript', 'pytorch'] as const)('%s', async (name) => {
  const generate = await targets[name].load();
  const textsOf = (of: HourglassDocument): ReadonlyMap<string, string> =>
    new Map(generate(of, analyseUncured(of)).files.map((file) => [file.path, 'text' in file ? file.text : new TextDecoder().decode(file.bytes)]));
  const off = edited(noisy, { name: 'setMode', args: { nodes: ['noise'], mode: 'bypassed' } }, { name: 'setMode', args: { nodes: ['second'], mode: 'muted' } });
  const gone = edited(document, { name: 'removeNodes', args: { nodes: ['noise', 'second'] } });
  const [written, expected] = [textsOf(off), textsOf(gone)];
  expect(expected.size).toBeGreaterThan(3);
  for (const [path, text] of expected) if (path !== 'graph.hourglass.json') expect(written.get(path), path).toBe(text);
  const opened = openDocument(written.get('graph.hourglass.json')!, catalogue);
  expect(opened.ok && Object.keys(opened.document.nodes)).toContain('noise');
});
