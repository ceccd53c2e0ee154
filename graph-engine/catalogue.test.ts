import { expect, test } from 'vitest';
import { catalogue } from './catalogue';
import { createDocument } from './document/create';
import { openDocument } from './document/open';
import { saveDocument } from './document/save';
import { createDocumentStore } from './document/store';
import { layers } from './layers/registry';
import { nodes } from './nodes/registry';

test('a document with every kind of node and layer, each with its defaults, is saved, opened and undone', () => {
  const start = createDocument();
  const store = createDocumentStore({ document: start, catalogue });
  for (const kind of Object.keys(nodes)) {
    expect(store.dispatch('addNode', { kind, position: { x: 0, y: 0 } }), kind).toMatchObject({ ok: true });
  }
  const stack = Object.values(store.document.nodes).find((node) => catalogue.node(node.kind)?.hasStack);
  for (const kind of Object.keys(layers)) {
    expect(store.dispatch('addLayer', { node: stack?.id ?? '', kind }), kind).toMatchObject({ ok: true });
  }
  expect(openDocument(saveDocument(store.document), catalogue)).toEqual({ ok: true, document: store.document, warnings: [] });
  store.jumpTo(0);
  expect(store.document).toEqual(start);
});
