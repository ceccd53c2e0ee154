import { expect, test } from 'vitest';
import { analyse } from '@/graph-engine/analysis/analyse';
import type { Figure } from '@/graph-engine/program/figures';
import { figuresOf } from '@/graph-engine/program/figures-of';
import { templates, type TemplateId } from '@/templates/registry';
import { MetricsLog } from '@/components/training/metrics-log';
import { chartsOf, smooth } from './chart-groups';
import { termTitle } from './term-title';

const known = new Map<TemplateId, readonly Figure[]>();
const figures = (id: TemplateId): readonly Figure[] => {
  const document = templates[id].create();
  const found = known.get(id) ?? figuresOf(document, analyse(document));
  known.set(id, found);
  return found;
};
const logOf = (id: TemplateId): MetricsLog => {
  const log = new MetricsLog();
  log.add([{ step: 0, epoch: 0, set: 'train', values: Object.fromEntries(figures(id).map(({ name }, index) => [name, index + 1])) }]);
  return log;
};

test('the total comes first and a term shares its order between training and validation', () => {
  const log = new MetricsLog();
  log.add([
    { step: 0, epoch: 0, set: 'train', values: { kl: 1, loss: 3 } },
    { step: 1, epoch: 0, set: 'validation', values: { kl: 1, loss: 2 } },
  ]);
  const charts = chartsOf(log, figures('vae'));
  expect(charts.map(({ title, unit }) => [title, unit])).toEqual([['Loss', 'nats per image']]);
  expect(charts[0]!.series.map(({ label, order }) => [label, order])).toEqual([
    ['total loss', 0],
    ['total loss · held out', 0],
    ['KL', 1],
    ['KL · held out', 1],
  ]);
});
test('a total of one term is drawn once, under the name of the term, with the levels of that; one that weighs it stays', () => {
  const known = figures('autoencoder');
  const [term] = known.flatMap(({ name }) => (name === 'loss' ? [] : [name]));
  const { unit } = known.find(({ name }) => name === 'loss')!;
  const chartOf = (part: number) => {
    const log = new MetricsLog();
    log.add([
      { step: 0, epoch: 0, set: 'train', values: { loss: 3, [term!]: part } },
      { step: 1, epoch: 0, set: 'validation', values: { loss: 2, [term!]: 2 } },
    ]);
    return chartsOf(log, known, [{ name: 'PCA', value: 4, unit, term: term! }])[0]!;
  };
  expect(chartOf(3).series.map(({ label, short, order }) => [label, short, order])).toEqual([
    [term, term, 0],
    [`${term} · held out`, 'held out', 0],
  ]);
  expect(chartOf(3).dotted).toEqual([{ name: 'PCA', value: 4, order: 0 }]);
  expect(chartOf(2).series.map(({ label }) => label)).toEqual(['total loss', 'total loss · held out', term, `${term} · held out`]);
});
test('a chart has one unit, and each figure one chart', () => {
  for (const id of ['vae', 'vq-vae', 'adversarial-ae', 'pretrain-finetune', 'anomaly-cells'] as const) {
    const charts = chartsOf(logOf(id), figures(id));
    const unitOf = (term: string): string => figures(id).find(({ name }) => name === term)!.unit;
    for (const { unit, series } of charts) expect(new Set(series.map(({ term }) => unitOf(term))), id).toEqual(new Set([unit]));
    expect(charts.flatMap(({ series }) => series.map(({ term }) => term)).toSorted(), id).toEqual(figures(id).map(({ name }) => name).toSorted());
    expect(charts[0]!.series[0]!.term, id).toBe('loss');
  }
});
test('the use of a codebook, and the sides of a game, stand on charts of their own', () => {
  const chartOf = (id: TemplateId, term: string): readonly string[] => chartsOf(logOf(id), figures(id)).find(({ series }) => series.some((one) => one.term === term))!.series.map((one) => one.term);
  expect(chartOf('vq-vae', 'perplexity')).toEqual(['perplexity', 'used codes']);
  const game = chartOf('adversarial-ae', 'critic loss');
  expect(game).toContain('Discriminator.generator');
  expect(game).not.toContain('loss');
});
test('a level goes to the chart of its unit, and to no other', () => {
  const charts = chartsOf(logOf('vq-vae'), figures('vq-vae'), [{ name: 'PCA', value: 14.4, unit: 'squared error per image' }]);
  expect(charts.flatMap(({ unit, dotted }) => dotted.map(({ name }) => [unit, name]))).toEqual([['squared error per image', 'PCA']]);
});
test('a level beside curves of several terms says which it is a level of, and wears its colour', () => {
  const [chart] = chartsOf(logOf('vae'), figures('vae'), [{ name: 'PCA', value: 124, unit: 'nats per image', term: 'Reconstruction' }]);
  const { order } = chart!.series.find(({ term }) => term === 'Reconstruction')!;
  expect(order).toBeGreaterThan(0);
  expect(chart!.dotted).toEqual([{ name: 'Reconstruction: PCA', value: 124, order }]);
});
test('without figures everything is on one chart without a unit', () => {
  const charts = chartsOf(logOf('vae'), []);
  expect(charts.map(({ unit }) => unit)).toEqual(['']);
});
test('smoothing keeps a constant, keeps gaps, and damps a jump', () => {
  expect(smooth([2, null, 2], 0.9)).toEqual([2, null, 2]);
  const [first, second] = smooth([0, 1], 0.9) as [number, number];
  expect(first).toBe(0);
  expect(second).toBeCloseTo(0.1 / 0.19);
  expect(smooth([1, 5], 0)).toEqual([1, 5]);
});
test('a chart of one term is named after it', () => {
  expect(['kl', 'used codes', 'Reconstruction'].map(termTitle)).toEqual(['KL', 'Used codes', 'Reconstruction']);
});
