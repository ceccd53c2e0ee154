import { expect, test } from 'vitest';
import { templates } from '@/templates/registry';
import { isColumns, phoneRows, type PhoneRow } from './phone-cards-order';

const idsOf = (rows: readonly PhoneRow[]): readonly unknown[] => rows.map((row) => (isColumns(row) ? row.map((column) => column.map(({ id }) => id)) : row.id));

test('data, network and code stand in two columns, what is made of them and its loss below over the whole width', () => {
  const rows = phoneRows(templates.vae.create());
  expect(idsOf(rows)).toEqual([[['dataset'], ['encoder', 'bottleneck']], 'decoder', 'loss']);
  const decoder = rows.find((row) => !isColumns(row) && row.id === 'decoder');
  expect(decoder).toMatchObject({ from: ['Latent'] });
});

test('every node of every template stands there once', () => {
  for (const template of Object.values(templates)) {
    const document = template.create();
    const ids = phoneRows(document).flatMap((row) => (isColumns(row) ? row.flat() : [row])).map(({ id }) => id);
    expect(ids.toSorted(), template.id).toEqual(Object.keys(document.nodes).toSorted());
  }
});
