import { expect, it } from 'vitest';
import { templates } from '@/templates/registry';
import type { HourglassDocument } from '../document/types';
import { tellChange, tellDifference, tellSettings } from './tell-difference';

const now = templates.autoencoder.create();
const without = (document: HourglassDocument, id: string): HourglassDocument => {
  const { [id]: _, ...nodes } = document.nodes;
  return { ...document, nodes, wires: Object.fromEntries(Object.entries(document.wires).filter(([, { from, to }]) => from.node !== id && to.node !== id)) };
};
const encoder = now.nodes['encoder']!;
const withEncoder = (changed: Partial<typeof encoder>): HourglassDocument => ({ ...now, nodes: { ...now.nodes, encoder: { ...encoder, ...changed } } });

it('says that nothing differs, or nothing that the model is made of', () => {
  expect(tellDifference(now, structuredClone(now))).toBe('As it is now.');
  for (const changed of [{ name: 'Squeezer' }, { position: { x: 7, y: 9 } }]) expect(tellDifference(withEncoder(changed), now)).toBe('The same model and settings; names, places, frames or notes differ.');
});
it('names nodes that one has and the other has not', () => {
  expect(tellDifference(without(now, 'encoder'), now)).toBe(`Without ${encoder.name}.`);
  expect(tellDifference(now, without(now, 'encoder'))).toBe(`With ${encoder.name}.`);
});
it('tells settings of the training and of nodes, as they were and as they are', () => {
  const training = { ...now.training, batchSize: now.training.batchSize + 1 };
  expect(tellDifference({ ...now, training }, now)).toBe(`Batch size ${training.batchSize}, now ${now.training.batchSize}.`);
  expect([tellSettings({ ...now, training }, now), tellSettings(now, structuredClone(now))]).toEqual([`Batch size ${training.batchSize}, now ${now.training.batchSize}`, '']);
  expect(tellDifference(withEncoder({ mode: 'bypassed' }), now)).toBe(`${encoder.name} bypassed, now active.`);
  expect(tellDifference(withEncoder({ frozen: true }), now)).toMatch(new RegExp(`^${encoder.name}, Frozen on, now none\\.$`));
});
it('tells that wires go elsewhere', () => {
  const [id] = Object.keys(now.wires);
  const { [id!]: _, ...wires } = now.wires;
  expect(tellDifference({ ...now, wires }, now)).toBe('Wired otherwise.');
});
it('counts what would be too much to name', () => {
  const training = { ...now.training, batchSize: 3, epochs: 3, seed: 3, validationSplit: 0.33, patience: 3 };
  expect(tellDifference({ ...now, training }, now)).toMatch(/^Epochs 3, now 10; Batch size 3, now \d+; Seed 3, now 42; 2 more settings\.$/);
});
it('tells what is new, in place of what was', () => {
  const training = { ...now.training, batchSize: 7 };
  expect(tellChange(now, { ...now, training })).toBe(`Batch size 7 in place of ${now.training.batchSize}`);
  expect([tellChange(without(now, 'encoder'), now), tellChange(now, without(now, 'encoder'))]).toEqual([`with ${encoder.name}`, `without ${encoder.name}`]);
  expect(tellChange(now, withEncoder({ mode: 'bypassed' }))).toBe(`${encoder.name} bypassed in place of active`);
  // Names and places make no other model.
  expect(tellChange(now, withEncoder({ name: 'Squeezer', position: { x: 7, y: 9 } }))).toBe('');
});
