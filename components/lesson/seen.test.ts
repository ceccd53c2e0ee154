import { analyse } from '@/graph-engine/analysis/analyse';
import { describe, expect, it, test } from 'vitest';
import { viewTabs } from '@/components/views/view-tabs';
import { nodeOf } from '@/graph-engine/nodes/registry';
import { templates } from '@/templates/registry';
import type { TemplateDefinition } from '@/templates/definition';
import { asking, beating, changing, looking, retraining, training } from '@/templates/lesson';
import { isDone, type Situation } from './seen';

const template = templates.vae.create();
const fresh: Situation = { document: template, template, steps: 0, asDrawn: true, tab: 'samples', asked: new Set(), baselines: null, heldOut: null };
const baselines = { node: 'loss', term: 'Reconstruction', unit: '', per: '', code: null, judged: 9, heldOut: true, fitted: 9, training: 9, figures: [{ id: 'pca', title: 'PCA', short: 'PCA', help: '', value: 14, epsilon: null }] } as unknown as NonNullable<Situation['baselines']>;

test('nothing is done before anything happens', () => {
  for (const done of [training(1), beating, looking('samples'), asking('decode'), changing('bottleneck', 'beta'), retraining('bottleneck', 'beta')]) expect(isDone(done, fresh)).toBe(false);
});
test('each thing is seen by what shows it', () => {
  expect(isDone(training(500), { ...fresh, steps: 499 })).toBe(false);
  expect(isDone(training(500), { ...fresh, steps: 500 })).toBe(true);
  expect(isDone(looking('samples'), { ...fresh, steps: 1 })).toBe(true);
  expect(isDone(looking('samples'), { ...fresh, steps: 1, tab: null })).toBe(false);
  expect(isDone(asking('decode'), { ...fresh, asked: new Set(['decode'] as const) })).toBe(true);
});
test('a baseline is beaten on held-out items alone, in its own term', () => {
  const beats = (figure: number, held = true): boolean => isDone(beating, { ...fresh, baselines: { ...baselines, heldOut: held }, heldOut: { loss: 1, Reconstruction: figure } });
  expect([beats(13.9), beats(14), beats(13.9, false)]).toEqual([true, false, false]);
});
test('a setting was changed where it is another than the template has, a default written out being none', () => {
  const node = template.nodes['bottleneck']!;
  const withParams = (params: object): Situation => ({ ...fresh, document: { ...template, nodes: { ...template.nodes, bottleneck: { ...node, params: { ...node.params, ...params } } } } });
  expect(isDone(changing('bottleneck', 'beta'), withParams({ beta: 0 }))).toBe(true);
  expect(isDone(changing('bottleneck', 'beta'), withParams({ beta: 1 }))).toBe(false);
  expect(isDone(changing('gone', 'beta'), fresh)).toBe(false);
});
test('what asks for training is not done by the change alone, nor by the training of the model before', () => {
  const node = template.nodes['bottleneck']!;
  const changed: Situation = { ...fresh, document: { ...template, nodes: { ...template.nodes, bottleneck: { ...node, params: { ...node.params, size: 2 } } } } };
  const again = retraining('bottleneck', 'size');
  expect([{ steps: 2000, asDrawn: false }, { steps: 3, asDrawn: true }, { steps: 100, asDrawn: true }].map((model) => isDone(again, { ...changed, ...model }))).toEqual([false, false, true]);
  expect(isDone(again, { ...fresh, steps: 2000 })).toBe(false);
});
describe.each(Object.values<TemplateDefinition>(templates))('the lesson of $id', ({ lesson, create }) => {
  it('has steps that can be seen done in this template', () => {
    expect(lesson.length).toBeGreaterThanOrEqual(3);
    const document = create();
    for (const { done, task } of lesson) {
      if (done?.by === 'looking') {
        const tab = viewTabs.find(({ id }) => id === done.tab);
        expect(tab?.when?.(document, analyse(document)) ?? tab !== undefined, task).toBe(true);
      }
      if (done?.by !== 'changing') continue;
      expect(nodeOf(document.nodes[done.node]?.kind ?? '')?.fields[done.field], task).toBeDefined();
      expect(done.steps > 0, task).toBe(task.includes('train again'));
    }
  });
});
