import { expect, it } from 'vitest';
import { templates } from '@/templates/registry';
import { graph } from '../testing/build-document';
import { differencesOf, settingsOf } from './settings';

const made = (units: number, learningRate: number, more = false) => {
  const g = graph().node('dataset', { source: 'synthetic-mnist' }).node('encoder', {}, { layers: [['flatten'], ['dense', { units }], ...(more ? [['dropout', { rate: 0.2 }] as const] : [])] });
  return g.training({ epochs: 3, optimizer: { learningRate } }).done();
};

it('lists what is set in words, by place', () => {
  const settings = settingsOf(made(12, 0.004));
  const find = (place: string, label: string) => settings.find((one) => one.place === place && one.label === label);
  expect(find('Training', 'Epochs')).toMatchObject({ value: '3' });
  expect(find('Training', 'Learning rate')).toMatchObject({ value: '0.004', isSet: true });
  expect(find('Encoder, layer 2', 'Layer')).toMatchObject({ value: 'Dense' });
  expect(find('Encoder, layer 2', 'Units')).toMatchObject({ value: '12' });
  // What an optimiser does not read is none of its settings.
  expect(settings.some(({ label }) => label === 'Momentum')).toBe(false);
});
it('tells what differs and nothing else, a layer that one has alone too', () => {
  expect(differencesOf([made(12, 0.004), made(12, 0.004)])).toEqual([]);
  const found = differencesOf([made(12, 0.004), made(20, 0.001, true)]);
  expect(found).toEqual([
    { place: 'Training', label: 'Learning rate', values: ['0.004', '0.001'] },
    { place: 'Encoder, layer 2', label: 'Units', values: ['12', '20'] },
    { place: 'Encoder, layer 3', label: 'Layer', values: [null, 'Dropout'] },
    { place: 'Encoder, layer 3', label: 'Rate', values: [null, '0.2'] },
  ]);
});
it.each(Object.values(templates))('says every setting of the template $id in words', (template) => {
  for (const { label, value } of settingsOf(template.create())) expect(`${label} ${value}`).not.toMatch(/undefined|\[object/);
});
