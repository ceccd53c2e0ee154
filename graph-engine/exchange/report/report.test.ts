import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { templates } from '@/templates/registry';
import type { HourglassDocument } from '../../document/types';
import { figuresOf } from '../../program/figures-of';
import { analyseUncured } from '../../analysis/look';
import type { Metrics } from '../../training/protocol';
import { drawingOf } from './drawing';
import { writeReport, type RunToReport } from './report';
import { versions } from './versions';

const hostile = `"><script>alert(1)</script><img src=x onerror='alert(2)'>\u202e`;
const rows: readonly Metrics[] = Array.from({ length: 40 }, (_, step) => [
  { step, epoch: 0, set: 'train' as const, values: { loss: 60 / (step + 1), 'Reconstruction error': 60 / (step + 1) } },
  ...(step % 10 === 9 ? [{ step, epoch: 0, set: 'validation' as const, values: { loss: 62 / (step + 1), 'Reconstruction error': 62 / (step + 1) } }] : []),
]).flat();
function run(document: HourglassDocument, changed: Partial<RunToReport> = {}): RunToReport {
  return {
    document,
    name: document.name,
    note: '',
    figures: figuresOf(document, analyseUncured(document)),
    rows,
    baselines: { node: 'loss', term: 'Reconstruction error', unit: 'squared error per image', per: 'per image', code: '30 numbers', judged: 600, heldOut: true, fitted: 5400, training: 5400, figures: [{ id: 'pca', title: 'PCA, 30 numbers', short: 'PCA', help: '', value: 12.76, epsilon: null }] },
    model: 7.6,
    step: 40,
    data: '1a2b3c4d',
    made: new Date('2026-11-28T01:00:00Z'),
    pictures: [{ title: 'Reconstructions', bytes: new Uint8Array([137, 80, 78, 71]) }],
    ...changed,
  };
}

it('holds the graph, the curves, figures beside baselines, settings and pictures, and needs nothing from elsewhere', () => {
  const html = writeReport(run(templates.autoencoder.create()));
  expect(html).toContain('30 numbers: 7.6 per image; PCA 12.8.');
  for (const part of ['1a2b3c4d', 'seed 42', '40 steps', 'data:image/png;base64,iVBORw==', 'class="drawing"', 'PCA, 30 numbers', 'Learning rate', 'prefers-color-scheme:dark', '@media print']) expect(html).toContain(part);
  expect(html).not.toMatch(/<script|<link|@import|onerror|url\(/);
  expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:\/\//);
  expect(html).toContain("default-src 'none'");
  expect(html).not.toMatch(/NaN|undefined|\[object/);
});
it('takes hostile names, notes and titles for text', () => {
  const document = templates.vae.create();
  const nodes = Object.fromEntries(Object.entries(document.nodes).map(([id, node]) => [id, { ...node, name: hostile }]));
  const notes = { n: { id: 'n', text: hostile, position: { x: 0, y: 0 }, width: 200, height: 80 } };
  const html = writeReport(run({ ...document, name: hostile, nodes, notes }, { name: hostile, note: hostile, data: hostile, pictures: [{ title: hostile, bytes: new Uint8Array(3) }], rows: rows.map((row) => ({ ...row, values: { [hostile]: 1 } })) }));
  expect(html).not.toMatch(/<script|<img src=x|\u202e/);
  expect(html).not.toContain("onerror='");
  expect(html).toContain('&lt;script&gt;');
});
it.each(Object.values(templates))('draws $id: every node within the picture', (template) => {
  const document = template.create();
  const drawing = drawingOf(document);
  for (const { name } of Object.values(document.nodes)) expect(drawing).toContain(name.slice(0, 20).replaceAll('&', '&amp;'));
  expect(drawing).not.toMatch(/NaN|undefined/);
});
it('reports a run without curves, baselines and pictures', () => {
  const html = writeReport(run(templates.vae.create(), { rows: [], baselines: null, model: null, pictures: [] }));
  expect(html).toContain('<h2>Settings</h2>');
  expect(html).not.toContain('<h2>Curves</h2>');
});
it('names the version of the package', () => {
  expect(versions.studio).toBe((JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version);
});
