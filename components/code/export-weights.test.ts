import { expect, test } from 'vitest';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { templates } from '@/templates/registry';
import { idleTraining, type TrainingState } from '@/components/training/use-training';
import { sayWeights, weightsFor } from './export-weights';

const document = templates.autoencoder.create();
const after = (restoredStep: number): TrainingState => ({ ...idleTraining, backendChoice: 'auto', slow: null, model: { documentId: document.id, modelKey: '', sessionKey: '', backend: 'wasm', fallbacks: [], restoredStep, taken: null, lost: null, figures: [] } });
const edit = (change: (node: HourglassDocument['nodes'][string]) => HourglassDocument['nodes'][string]): HourglassDocument => {
  const [id, node] = Object.entries(document.nodes).find(([, { kind }]) => kind === 'encoder')!;
  return { ...document, nodes: { ...document.nodes, [id]: change(node) } };
};

test('weights go along with the graph that was trained, and with one that only looks another way', () => {
  expect(weightsFor(document, document, after(3000))).toEqual({ state: 'trained', steps: 3000 });
  const moved = edit((node) => ({ ...node, name: 'Another name', position: { x: 1, y: 2 }, frozen: true }));
  expect(weightsFor(moved, document, after(3000))).toEqual({ state: 'trained', steps: 3000 });
  expect(sayWeights({ state: 'trained', steps: 3000 })).toBe('With the weights after 3,000 steps.');
});
test('a graph that was edited after training goes without, and says so', () => {
  const other = edit((node) => ({ ...node, layers: {} }));
  expect(weightsFor(other, document, after(3000))).toEqual({ state: 'edited', steps: 3000 });
  expect(sayWeights({ state: 'edited', steps: 3000 })).toMatch(/^Without weights: the graph was edited after its training of 3,000 steps/);
});
test('an untrained model, and another document, have none', () => {
  expect(weightsFor(document, document, after(0)).state).toBe('untrained');
  expect(weightsFor(document, { ...document, id: 'other' }, after(3000)).state).toBe('untrained');
  expect(weightsFor(document, null, after(3000)).state).toBe('untrained');
});
test('after a reload, what was edited before it is still edited: its weights are those of another graph', () => {
  const training = after(0);
  const reopened = { ...training, model: { ...training.model!, restoredStep: null, taken: { kept: 6, fresh: ['kernel of Dense 2 in Encoder'], step: 3000, changed: 'model' as const, from: null } } };
  expect(weightsFor(document, document, reopened)).toEqual({ state: 'edited', steps: 3000 });
  const trained = { ...reopened, progress: { step: 5, steps: 10, epoch: 0, epochs: 1, stepMs: 1, secondsLeft: 1, kept: null, stages: [] } };
  expect(weightsFor(document, document, trained)).toEqual({ state: 'trained', steps: 5 });
});
test('weights of a file that fill the model go along, and those that fill it in part do not', () => {
  const training = after(0);
  const brought = { kept: 6, fresh: [] as string[], step: 0, changed: 'model' as const, from: 'vae.safetensors' };
  const withTaken = (taken: typeof brought) => ({ ...training, model: { ...training.model!, restoredStep: null, taken } });
  const whole = weightsFor(document, document, withTaken(brought));
  expect(whole).toEqual({ state: 'trained', steps: 0, from: 'vae.safetensors' });
  expect(sayWeights(whole)).toBe('With the weights of vae.safetensors.');
  expect(weightsFor(document, document, withTaken({ ...brought, fresh: ['w'] })).state).toBe('edited');
});
