/** Random command sequences for fast-check. A move is numbers only; what it means depends on the document it meets. */
import * as fc from 'fast-check';
import type { Fields } from '../document/fields';
import type { CommandArgs, CommandName } from '../document/commands';
import { commands } from '../document/commands';
import { createDocument } from '../document/create';
import { copyFragment } from '../document/fragment';
import { inputsOf, outputsOf } from '../document/ports';
import type { HourglassDocument, ParamValue, PortRef } from '../document/types';
import { fakeCatalogue, fakeLayers, fakeNodes } from './fake-catalogue';

/** Reads choices off a list of numbers, and starts again at its end. */
export interface Chooser {
  number(below: number): number;
  of<T>(list: readonly T[], otherwise: T): T;
}
export function chooser(numbers: readonly number[]): Chooser {
  let place = 0;
  const number = (below: number): number => (numbers[place++ % numbers.length] ?? 0) % Math.max(1, below);
  return { number, of: (list, otherwise) => list[number(list.length)] ?? otherwise };
}

const nobody = 'nobody';
const values: readonly ParamValue[] = [0, 1, 2, 3, 0.5, -1, true, false, null, 'digits', 'relu', 'linear', '', [28, 28, 1], [784], [0]];
const fields = ['source', 'count', 'amount', 'remark', 'inputs', 'scaled', 'mirrors', 'shape', 'weight', 'units', 'activation', 'nothing'];
const ids = (record: object): string[] => Object.keys(record).sort();

type Sample = { readonly [N in CommandName]: (document: HourglassDocument, choose: Chooser) => CommandArgs<N> };

const position = (choose: Chooser) => ({ x: choose.number(2000) - 1000, y: (choose.number(2000) - 1000) / 8 });
const anyNode = (document: HourglassDocument, choose: Chooser): string => choose.of(ids(document.nodes), nobody);
const someNodes = (document: HourglassDocument, choose: Chooser): string[] =>
  choose.number(3) === 0 ? [anyNode(document, choose), anyNode(document, choose)] : [anyNode(document, choose)];
const anyWire = (document: HourglassDocument, choose: Chooser): string => choose.of(ids(document.wires), nobody);
const things = (document: HourglassDocument): string[] => [...ids(document.nodes), ...ids(document.frames), ...ids(document.notes)];
const withLayer = (document: HourglassDocument, choose: Chooser): { node: string; layer: string } => {
  const node = choose.of(ids(document.nodes).filter((id) => ids(document.nodes[id]?.layers ?? {}).length > 0), nobody);
  return { node, layer: choose.of(ids(document.nodes[node]?.layers ?? {}), nobody) };
};
const stackNode = (document: HourglassDocument, choose: Chooser): string =>
  choose.of(ids(document.nodes).filter((id) => fakeCatalogue.node(document.nodes[id]?.kind ?? '')?.hasStack || choose.number(9) === 0), nobody);
const outputPort = (document: HourglassDocument, choose: Chooser): PortRef => {
  const node = anyNode(document, choose);
  const found = document.nodes[node];
  return { node, port: choose.of((found && outputsOf(found, fakeCatalogue))?.map((port) => port.id) ?? [], 'none') };
};
const inputPort = (document: HourglassDocument, choose: Chooser): PortRef => {
  const node = anyNode(document, choose);
  const found = document.nodes[node];
  return { node, port: choose.of((found && inputsOf(found, fakeCatalogue))?.map((port) => port.id) ?? [], 'none') };
};
/** A field and a value for it: mostly its own, for of a random name few things have a field, and a random value suits few fields. */
function param(own: Fields | undefined, choose: Chooser, names: readonly string[], all: readonly ParamValue[]): { field: string; value: ParamValue } {
  const field = choose.number(4) === 0 ? choose.of(names, 'count') : choose.of(Object.keys(own ?? {}), 'count');
  return { field, value: choose.number(3) === 0 ? (own?.[field]?.default ?? 0) : choose.of(all, 0) };
}
const newNode = (choose: Chooser) => ({
  kind: choose.of(Object.keys(fakeNodes), nobody),
  position: position(choose),
  ...(choose.number(4) === 0 ? { layers: [{ kind: 'dense', params: { units: 1 + choose.number(64) } }] } : {}),
});
const frame = (choose: Chooser) => ({ title: `Frame ${choose.number(5)}`, color: '#112233', position: position(choose), width: 100, height: 80 });
const note = (choose: Chooser) => ({ text: `Note ${choose.number(5)}`, position: position(choose), width: 100, height: 80 });

/** Arguments for every command: most of them apply, some are refused. */
export const samples: Sample = {
  addNode: (_, choose) => newNode(choose),
  removeNodes: (document, choose) => ({ nodes: someNodes(document, choose) }),
  remove: (document, choose) => ({ ids: [choose.of([...things(document), ...ids(document.wires)], nobody)] }),
  moveNodes: (document, choose) => ({ positions: { [choose.of(things(document), nobody)]: position(choose) } }),
  setPositions: (document, choose) => ({ positions: Object.fromEntries(ids(document.nodes).map((id) => [id, position(choose)])), label: 'Arrange' }),
  renameNode: (document, choose) => ({ node: anyNode(document, choose), name: choose.of(['A', ' B ', '', '<img>', 'É “x”'], 'C') }),
  setParam(document, choose) {
    const nodes = someNodes(document, choose);
    const own = fakeCatalogue.node(document.nodes[nodes[0]!]?.kind ?? '')?.fields;
    return { nodes, ...param(own, choose, fields, [...values, anyNode(document, choose)]) };
  },
  setLayerParam(document, choose) {
    const at = withLayer(document, choose);
    const own = fakeCatalogue.layer(document.nodes[at.node]?.layers[at.layer]?.kind ?? '')?.fields;
    return { ...at, ...param(own, choose, fields.slice(-4), values) };
  },
  addLayer: (document, choose) => ({ node: stackNode(document, choose), kind: choose.of(Object.keys(fakeLayers), nobody), index: choose.number(4) }),
  removeLayer: (document, choose) => {
    const { node, layer } = withLayer(document, choose);
    return { node, layers: [layer] };
  },
  moveLayer: (document, choose) => ({ ...withLayer(document, choose), index: choose.number(4), ...(choose.number(3) === 0 ? { to: stackNode(document, choose) } : {}) }),
  connect: (document, choose) => ({ from: outputPort(document, choose), to: inputPort(document, choose) }),
  disconnect: (document, choose) => ({ wires: [anyWire(document, choose)] }),
  reconnect: (document, choose) => ({ wire: anyWire(document, choose), ...(choose.number(2) ? { from: outputPort(document, choose) } : { to: inputPort(document, choose) }) }),
  // Mostly a node that fits between a Dataset and what reads it: of any two kinds few fit each other.
  insertOnWire: (document, choose) => ({ wire: anyWire(document, choose), node: choose.number(3) ? { kind: 'noise', position: position(choose) } : anyNode(document, choose) }),
  paste: (document, choose) => ({ fragment: copyFragment(document, things(document).filter(() => choose.number(3) === 0)), at: position(choose) }),
  duplicate: (document, choose) => ({ ids: [choose.of(things(document), nobody)] }),
  setFrozen: (document, choose) => ({ nodes: someNodes(document, choose), frozen: choose.number(2) === 0 }),
  setShared: (document, choose) => ({ node: anyNode(document, choose), target: choose.number(3) === 0 ? null : anyNode(document, choose) }),
  setCollapsed: (document, choose) => ({ nodes: someNodes(document, choose), collapsed: choose.number(2) === 0 }),
  setPinned: (document, choose) => ({ nodes: someNodes(document, choose), pinned: choose.number(2) === 0 }),
  setMode: (document, choose) => ({ nodes: someNodes(document, choose), mode: choose.of(['bypassed', 'muted'] as const, 'active') }),
  setBends: (document, choose) => ({ wire: anyWire(document, choose), bends: Array.from({ length: choose.number(3) }, () => position(choose)) }),
  addFrame: (_, choose) => frame(choose),
  setFrame: (document, choose) => ({ frame: choose.of(ids(document.frames), nobody), set: choose.number(2) ? { position: position(choose) } : { title: 'Other', width: 60, holds: choose.number(2) ? things(document).filter(() => choose.number(2) === 0) : null } }),
  removeFrame: (document, choose) => ({ frame: choose.of(ids(document.frames), nobody) }),
  addNote: (_, choose) => note(choose),
  setNote: (document, choose) => ({ note: choose.of(ids(document.notes), nobody), set: { text: `Text ${choose.number(9)}` } }),
  removeNote: (document, choose) => ({ note: choose.of(ids(document.notes), nobody) }),
  setTraining: (_, choose) => choose.of<CommandArgs<'setTraining'>>([{ epochs: choose.number(20) }, { schedule: { kind: 'cosine' } }, { batchSize: -1 }], {}),
  addPlayer: (_, choose) => (choose.number(3) ? { set: { name: `Player ${choose.number(4)}` } } : { set: { updates: choose.number(3) } }),
  setPlayer: (document, choose) => ({ player: choose.of(ids(document.training.players), nobody), set: choose.of<CommandArgs<'setPlayer'>['set']>([{ optimizer: { kind: 'sgd', momentum: 0.9 } }, { clipNorm: -1 }, { name: 'Other' }, { order: choose.number(5) }], {}) }),
  removePlayer: (document, choose) => ({ player: choose.of(ids(document.training.players), nobody) }),
  setNodePlayer: (document, choose) => ({ nodes: someNodes(document, choose), player: choose.of(ids(document.training.players), nobody) }),
  addStage: (document, choose) => (choose.number(3) ? {} : { set: { name: 'Fine-tune', players: [choose.of(ids(document.training.players), nobody)], epochs: choose.number(3) } }),
  setStage: (document, choose) => ({ stage: choose.of(ids(document.training.stages), nobody), set: choose.of<CommandArgs<'setStage'>['set']>([{ steps: choose.number(20) }, { frozen: ids(document.nodes).slice(0, 2) }, { order: choose.number(5) }, { copies: [{ from: 'a/kernel', to: 'b/kernel', transposed: true }] }, { epochs: -1 }], {}) }),
  removeStage: (document, choose) => ({ stage: choose.of(ids(document.training.stages), nobody) }),
  renameDocument: (_, choose) => ({ name: choose.of(['Mine', ' ', 'Yours'], 'Mine') }),
  replaceDocument: (document, choose) =>
    choose.number(2) ? { document: createDocument({ name: 'Template', id: 'template' }) } : { document: { ...document, name: 'Copy', wires: {}, frames: {} } },
};

export const commandNames = Object.keys(commands) as CommandName[];

export interface Move {
  readonly name: CommandName | 'undo' | 'redo' | 'pause' | 'jump';
  readonly numbers: readonly number[];
  readonly record: boolean;
}

/** Adding and wiring come up more often than the rest, so that the documents grow. */
const names = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<Move['name']>('addNode', 'connect', 'connect', 'addLayer') },
  { weight: 6, arbitrary: fc.constantFrom<Move['name']>(...commandNames) },
  { weight: 1, arbitrary: fc.constantFrom<Move['name']>('undo', 'redo', 'pause', 'jump') },
);
const move: fc.Arbitrary<Move> = fc.record({
  name: names,
  numbers: fc.array(fc.nat(10_000), { minLength: 6, maxLength: 6 }),
  record: fc.integer({ min: 0, max: 19 }).map((roll) => roll > 0),
});
export const moves = (most: number): fc.Arbitrary<readonly Move[]> => fc.array(move, { maxLength: most, size: 'max' });
