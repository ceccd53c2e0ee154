import { beforeEach, expect, test, vi } from 'vitest';
import { graph } from '../testing/build-document';
import { fakeCatalogue } from '../testing/fake-catalogue';
import { createDocument } from './create';
import { sequentialIds } from './ids';
import { createDocumentStore, type DocumentStore } from './store';

const start = graph().node('noise').node('dataset').done();
let time = 0;
let store: DocumentStore;
beforeEach(() => {
  time = 0;
  store = createDocumentStore({ document: start, catalogue: fakeCatalogue, clock: () => time, newId: sequentialIds() });
});
const move = (x: number, merge?: string): void => void store.dispatch('moveNodes', { positions: { noise: { x, y: 0 } } }, merge === undefined ? {} : { merge });
const amount = (value: number): void => void store.dispatch('setParam', { nodes: ['noise'], field: 'amount', value });
const labels = (): string[] => store.getState().past.map(({ label }) => label);

test('keystrokes join until a pause, another field or a commit', () => {
  amount(0.1);
  time += 900;
  amount(0.12);
  expect(labels()).toEqual(['Set amount of Noise']);
  time += 1_100;
  amount(0.2);
  store.commitGesture();
  amount(0.3);
  store.dispatch('renameNode', { node: 'noise', name: 'N' });
  store.dispatch('renameNode', { node: 'noise', name: 'No' });
  amount(0.4);
  expect(labels()).toEqual(['Set amount of Noise', 'Set amount of Noise', 'Set amount of Noise', 'Rename Noise to N', 'Set amount of No']);
  store.jumpTo(1);
  expect(store.document.nodes['noise']?.params['amount']).toBe(0.12);
  store.undo();
  expect(store.document).toEqual(start);
});

test('one drag is one step, however long it takes, and holds no more than its ends', () => {
  store.beginGesture();
  for (let i = 1; i <= 500; i++) {
    time += 2_000;
    move(i);
  }
  store.commitGesture();
  move(900);
  expect(labels()).toEqual(['Move Noise', 'Move Noise']);
  store.undo();
  expect(store.document.nodes['noise']?.position.x).toBe(500);
  store.undo();
  expect(store.document).toEqual(start);
});

test('a gesture that is cancelled leaves no trace', () => {
  move(5);
  store.beginGesture();
  move(6);
  store.dispatch('renameNode', { node: 'noise', name: 'X' });
  store.cancelGesture();
  expect(store.document.nodes['noise']).toMatchObject({ name: 'Noise', position: { x: 5 } });
  expect(store.history()).toMatchObject({ entries: [{ label: 'Move Noise' }], position: 1 });
  store.cancelGesture();
  expect(labels()).toHaveLength(1);
});

test('different commands join under one key', () => {
  const result = store.dispatch('addNode', { kind: 'noise', position: { x: 0, y: 0 } }, { merge: 'drop' });
  const created = result.ok ? result.created : [];
  store.dispatch('connect', { from: { node: 'dataset', port: 'data' }, to: { node: created[0] ?? '', port: 'in' } }, { merge: 'drop' });
  expect(labels()).toEqual(['Add Noise']);
  store.undo();
  expect(store.document).toEqual(start);
});

test('a batch is one step, and does nothing when one command is refused', () => {
  const before = store.getState();
  const refusal = store.batch('Both', [
    { name: 'renameNode', args: { node: 'noise', name: 'X' } },
    { name: 'renameNode', args: { node: 'noise', name: '' } },
  ]);
  expect(refusal).toEqual({ ok: false, reason: 'A node needs a name.', at: { node: 'noise' } });
  expect(store.getState()).toBe(before);
  store.batch('Both', [
    { name: 'renameNode', args: { node: 'noise', name: 'X' } },
    { name: 'setFrozen', args: { nodes: ['noise'], frozen: true } },
  ]);
  expect(labels()).toEqual(['Both']);
});

test('a cure of a diagnostic is a step with its label', () => {
  expect(store.applyFix({ label: 'Set the amount to 0.5', edits: [{ name: 'setParam', args: { nodes: ['noise'], field: 'amount', value: 0.5 } }] }).ok).toBe(true);
  expect(labels()).toEqual(['Set the amount to 0.5']);
  expect(() => store.applyFix({ label: 'x', edits: [{ name: 'eval', args: 'alert(1)' }] })).toThrow('internal: there is no command “eval”');
});

test('500 steps are kept, and undone one by one', () => {
  for (let i = 0; i < 600; i++) store.dispatch('setPositions', { positions: { noise: { x: i + 1, y: 0 } } });
  expect(labels()).toHaveLength(500);
  while (store.undo());
  expect(store.document.nodes['noise']?.position.x).toBe(100);
  while (store.redo());
  expect(store.document.nodes['noise']?.position.x).toBe(600);
});

test('an edit after undo forgets what was undone; no change keeps it', () => {
  amount(0.1);
  store.undo();
  amount(0.3);
  expect(store.document.nodes['noise']?.params['amount']).toBe(0.3);
  store.undo();
  store.dispatch('setFrozen', { nodes: ['noise'], frozen: false });
  expect(store.redo()).toBe(true);
  store.undo();
  store.dispatch('setFrozen', { nodes: ['noise'], frozen: true });
  expect(store.redo()).toBe(false);
});

test('an edit that is not recorded goes with the step before it', () => {
  amount(0.1);
  store.dispatch('setCollapsed', { nodes: ['noise'], collapsed: true }, { record: false });
  expect(labels()).toHaveLength(1);
  store.undo();
  expect(store.document).toEqual(start);
  store.redo();
  expect(store.document.nodes['noise']).toMatchObject({ collapsed: true, params: { amount: 0.1 } });
});

test('dirty means: not the state that was saved', () => {
  expect(store.isDirty()).toBe(false);
  amount(0.1);
  expect(store.getState().dirty).toBe(true);
  const { revision } = store.getState();
  store.markSaved();
  expect(store.isDirty()).toBe(false);
  amount(0.2);
  expect(store.isDirty()).toBe(true);
  store.undo();
  expect([store.isDirty(), store.getState().revision]).toEqual([false, revision]);
  store.undo();
  expect(store.isDirty()).toBe(true);
  store.redo();
  expect(store.isDirty()).toBe(false);
});

test('a save that ends late marks the state that it saved', () => {
  amount(0.1);
  const { revision } = store.getState();
  store.commitGesture();
  amount(0.2);
  store.markSaved(revision);
  expect(store.isDirty()).toBe(true);
  store.undo();
  expect(store.isDirty()).toBe(false);
});

test('listeners hear of every change and of nothing else', () => {
  const listener = vi.fn();
  const end = store.subscribe(listener);
  amount(0.1);
  amount(0.1);
  store.dispatch('setParam', { nodes: ['noise'], field: 'amount', value: 5 });
  expect(listener).toHaveBeenCalledTimes(1);
  expect(store.getState()).toBe(store.getState());
  store.undo();
  end();
  store.redo();
  expect(listener).toHaveBeenCalledTimes(2);
});

test('a step of what lies outside the document is gone over like others, and changes nothing', () => {
  amount(0.1);
  const before = store.getState().document;
  const name = store.mark('Take weights');
  amount(0.2);
  expect(store.getState().past.map(({ label, mark }) => mark ?? label)).toContain(name);
  store.undo();
  store.undo();
  expect(store.getState()).toMatchObject({ document: before, future: [{ label: 'Take weights', mark: name }, {}] });
  store.redo();
  expect(store.getState().past.at(-1)).toMatchObject({ mark: name });
  expect(store.getState().document).toEqual(before);
});

test('open starts afresh', () => {
  amount(0.1);
  const other = createDocument({ name: 'Other' });
  store.open(other);
  expect(store.getState()).toMatchObject({ document: other, past: [], future: [], dirty: false });
  store.open(other, { saved: false });
  expect(store.isDirty()).toBe(true);
});
