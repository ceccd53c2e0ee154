import { expect, test } from 'vitest';
import { graph } from '../testing/build-document';
import { fakeCatalogue } from '../testing/fake-catalogue';
import { copyFragment } from './fragment';
import { openDocument } from './open';
import { saveDocument } from './save';
import { createDocumentStore } from './store';

const size = 2_500;
const builder = graph();
for (let i = 0; i < size; i++) builder.node('encoder', { remark: '' }, { id: `e${i}`, layers: [['dense', { units: 3, activation: 'relu' }]] });
for (let i = 1; i < size; i++) builder.wire(`e${i - 1}.out`, `e${i}.in`);
const document = builder.done();

/** Seconds that this process has worked, which other work on the machine makes hardly longer. */
const worked = (): number => (({ user, system }) => (user + system) / 1e6)(process.cpuUsage());

/** The bound is wide, for a slow machine; a quadratic step passes it by far. */
test('a large document opens, and edits of it take no quadratic time', () => {
  const within = (what: string, edit: () => { readonly ok: boolean }): void => {
    const start = worked();
    expect(edit().ok, what).toBe(true);
    expect(worked() - start, what).toBeLessThan(10);
  };
  within('open', () => openDocument(saveDocument(document), fakeCatalogue));
  const store = createDocumentStore({ document, catalogue: fakeCatalogue });
  within('paste', () => store.dispatch('paste', { fragment: copyFragment(document, Object.keys(document.nodes)) }));
  within('move', () => store.dispatch('moveNodes', { positions: { e3: { x: 1, y: 2 } } }));
  within('set', () => store.dispatch('setParam', { nodes: Object.keys(document.nodes), field: 'remark', value: 'x' }));
  within('connect', () => store.dispatch('connect', { from: { node: 'e1', port: 'out' }, to: { node: 'e9', port: 'in' } }));
  within('remove', () => store.dispatch('removeNodes', { nodes: Object.keys(document.nodes).slice(0, 2_000) }));
  expect(store.dispatch('addNode', { kind: 'noise', position: { x: 0, y: 0 } }).ok).toBe(true);
  store.jumpTo(0);
  expect(store.document).toEqual(document);
}, 120_000);
