import { expect, test } from 'vitest';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { modelKey, sessionKey } from './model-key';

const node = { id: 'a', kind: 'encoder', name: 'A', position: { x: 0, y: 0 }, params: { size: 2 }, layers: { l1: { id: 'l1', kind: 'dense', order: 1, params: {} }, l2: { id: 'l2', kind: 'flatten', order: 2, params: {} } }, player: 'autoencoder', frozen: false, sharesWith: null, collapsed: false, pinned: false, mode: 'active' as const };
const base = { format: 'hourglass', version: 1, id: 'd', name: 'D', nodes: { a: node }, wires: {}, frames: {}, notes: {}, training: { epochs: 1 } } as unknown as HourglassDocument;
const withNode = (patch: object): HourglassDocument => ({ ...base, nodes: { a: { ...node, ...patch } } });

test('moving, renaming and collapsing keep the model', () => {
  expect(modelKey(withNode({ position: { x: 9, y: 9 }, name: 'B', collapsed: true }))).toBe(modelKey(base));
});
test('parameters, the order of layers, freezing and wires make another model', () => {
  expect(modelKey(withNode({ params: { size: 3 } }))).not.toBe(modelKey(base));
  expect(modelKey(withNode({ frozen: true }))).not.toBe(modelKey(base));
  expect(modelKey(withNode({ layers: { ...node.layers, l1: { ...node.layers.l1, order: 3 } } }))).not.toBe(modelKey(base));
  expect(modelKey({ ...base, wires: { w: { id: 'w', from: { node: 'a', port: 'out' }, to: { node: 'a', port: 'in' }, bends: [] } } })).not.toBe(modelKey(base));
});
test('settings of the training change the session and keep the model', () => {
  const longer = { ...base, training: { ...base.training, epochs: 5 } };
  expect(modelKey(longer)).toBe(modelKey(base));
  expect(sessionKey(longer)).not.toBe(sessionKey(base));
});
