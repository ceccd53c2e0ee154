import { expect, it } from 'vitest';
import { graph } from '@/graph-engine/testing/build-document';
import { nodeOffers as offers } from './offers';
import { getCanvas, setCanvas } from './canvas-state';
import { candidatesFor, endWiring, fitsFor, fitsOnWire } from './wiring';

const document = graph({ name: 'Test' })
  .node('dataset', {}, {})
  .node('encoder', {}, {})
  .node('bottleneck', {}, {})
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'bottleneck.in')
  .done();
const idOf = (kind: string): string => Object.values(document.nodes).find((node) => node.kind === kind)!.id;

it('leaves no tip over what was wired', () => {
  setCanvas({ wiring: { from: { node: idOf('encoder'), port: 'out', side: 'output' }, moving: undefined, verdicts: {} }, tip: { x: 0, y: 0, side: 'left', title: 'Input', lines: [] } });
  endWiring();
  expect([getCanvas().wiring, getCanvas().tip]).toEqual([null, null]);
});
it('gives a reason for every port that does not take the wire', () => {
  const candidates = candidatesFor(document, { node: idOf('bottleneck'), port: 'code', side: 'output' });
  const encoder = candidates.find(({ end }) => end.node === idOf('encoder'));
  expect(encoder?.reason).toContain('depend on its own output');
  expect(candidates.every(({ end }) => end.side === 'input')).toBe(true);
});
it('offers a Decoder for a code, and no Dataset', () => {
  const kinds = fitsFor(document, { node: idOf('bottleneck'), port: 'code', side: 'output' }, offers).map(({ offer }) => offer.node.kind);
  expect(kinds).toContain('decoder');
  expect(kinds).not.toContain('dataset');
});
it('lets Noise into the wire from the data, and no Loss', () => {
  const [wire] = Object.values(document.wires).filter(({ from }) => from.node === idOf('dataset'));
  const kinds = fitsOnWire(document, wire!.id, offers).map(({ key }) => key);
  expect(kinds).toContain('noise');
  expect(kinds).not.toContain('loss');
});
it('brings a label to the port of a Classifier that takes labels, and data to its other one', () => {
  const columns = JSON.stringify([{ name: 'x', kind: 'number' }, { name: 'patient', kind: 'group', names: ['a', 'b'] }, { name: 'what', kind: 'label', names: ['c', 'd'] }]);
  const told = graph({ name: 'Told' }).node('dataset', { source: 'file', fileName: 'a.csv', columns }).node('classifier').node('embedding').done();
  const meant = (port: string): (string | undefined)[] => ['classifier', 'embedding'].map((node) => candidatesFor(told, { node: 'dataset', port, side: 'output' }).find(({ end, reason, isMeant }) => end.node === node && reason === null && isMeant)?.end.port);
  expect([meant('label'), meant('patient'), meant('data')]).toEqual([['label', 'in'], ['label', 'in'], ['in', undefined]]);
  const fresh = (port: string): string | undefined => fitsFor(told, { node: 'dataset', port, side: 'output' }, offers).find(({ offer }) => offer.key === 'classifier')?.port.id;
  expect([fresh('label'), fresh('patient'), fresh('data')]).toEqual(['label', 'label', 'in']);
});
