import { expect, it } from 'vitest';
import { templates } from '@/templates/registry';
import { lower } from '../program/lower';
import { analyse } from './analyse';
import { parametersOf } from './parameter-list';

it.each(Object.keys(templates) as (keyof typeof templates)[])('names the parameters of %s as the program does, with their shapes', (id) => {
  const document = templates[id].create();
  const analysis = analyse(document);
  const b = lower(document, analysis, { batch: 2, mode: 'train' });
  const written = new Map(b.parameters.map(({ name, value }) => [name, b.values[value]!.shape]));
  const listed = parametersOf(document, analysis);
  expect(new Map(listed.map(({ name, shape }) => [name, [...shape]]))).toEqual(written);
  expect(new Set(listed.map(({ label }) => label)).size).toBe(listed.length);
});
