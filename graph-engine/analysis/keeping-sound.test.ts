import { expect, it } from 'vitest';
import { templates } from '@/templates/registry';
import { catalogue } from '../catalogue';
import { createDocumentStore } from '../document/store';
import type { GraphNode } from '../document/types';
import { fixes } from '../nodes/fixes';
import { dataNodes } from '../training/feed';
import { analyse } from './analyse';
import { keepingSound } from './keeping-sound';

const names = Object.keys(templates) as (keyof typeof templates)[];

it.each(names)('%s stays sound, and without a message, when its data are scaled otherwise', (name) => {
  const document = templates[name].create();
  const [{ id }] = dataNodes(document) as [GraphNode];
  for (const scaling of ['standardised', 'signed', 'unit']) {
    const fix = keepingSound(document, fixes.setParam('Scale', id, 'scaling', scaling));
    const store = createDocumentStore({ document, catalogue });
    expect(store.applyFix(fix)).toMatchObject({ ok: true });
    expect(store.document.nodes[id]!.params['scaling']).toBe(scaling);
    expect(analyse(store.document).diagnostics.map(({ code, args }) => [code, args]), fix.label).toEqual([]);
  }
});
it('adds nothing to a cure that breaks nothing', () => {
  const fix = fixes.setParam('Read them as unsigned', 'dataset', 'unsigned', true);
  expect(keepingSound(templates.vae.create(), fix)).toBe(fix);
});
