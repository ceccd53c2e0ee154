import { beforeEach, describe, expect, test } from 'vitest';
import { graph } from '../../testing/build-document';
import { fakeCatalogue } from '../../testing/fake-catalogue';
import { testCommand } from '../../testing/test-command';
import { copyFragment, printFragment } from '../fragment';
import { readFragment } from '../read-fragment';
import { limits } from '../limits';
import { playersOf } from '../players';
import { isRefusal, runCommands, type Change } from '../run-commands';
import { layersOf, type GraphNode, type HourglassDocument, type Wire } from '../types';
import { commands, type CommandArgs, type CommandName } from './index';

const base = graph()
  .node('dataset')
  .node('noise')
  .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 8, activation: 'relu' }]] })
  .node('encoder', {}, { id: 'second', name: 'Second' })
  .node('concat', { inputs: 2 })
  .node('sum')
  .node('decoder', { mirrors: 'encoder', shape: [28, 28, 1] })
  .node('loss')
  .node('transformer', {}, { id: 'strange', name: 'Strange' })
  .wire('dataset.data', 'encoder.in', 'data-encoder')
  .wire('encoder.out', 'concat.in1', 'encoder-1')
  .wire('second.out', 'concat.in2', 'second-2')
  .wire('concat.out', 'decoder.in', 'concat-decoder')
  .wire('decoder.out', 'loss.prediction', 'decoder-loss')
  .frame({ id: 'frame-1' })
  .note({ id: 'note-1' })
  .done();

let document: HourglassDocument = base;
beforeEach(() => {
  document = base;
});

function apply<N extends CommandName>(name: N, args: CommandArgs<N>): Change {
  const result = testCommand(document, name, args, fakeCatalogue);
  if (isRefusal(result)) throw new Error(`refused: ${result.reason}`);
  document = result.document;
  return result;
}
function refused<N extends CommandName>(name: N, args: CommandArgs<N>): string {
  const result = testCommand(document, name, args, fakeCatalogue);
  if (!isRefusal(result)) throw new Error('not refused');
  return result.reason;
}
const node = (id: string | undefined): GraphNode => {
  const found = document.nodes[id ?? ''];
  if (!found) throw new Error(`no node ${id}`);
  return found;
};
const wires = (): string[] =>
  Object.values(document.wires)
    .map(({ from, to }: Wire) => `${from.node}.${from.port} ${to.node}.${to.port}`)
    .toSorted();
const at = { x: 10, y: 20 };

test('every command stands in the map under its own name, with a title', () => {
  for (const [key, command] of Object.entries(commands)) {
    expect(command.name).toBe(key);
    expect(command.title).not.toBe('');
  }
});

describe('nodes', () => {
  test('addNode writes the defaults out, takes a free name and tells the new id', () => {
    const { created } = apply('addNode', { kind: 'encoder', position: at, layers: [{ kind: 'dense', params: { units: 3 } }, { kind: 'flatten' }] });
    expect(node(created[0])).toMatchObject({ name: 'Encoder 2', position: at, params: { remark: '' }, frozen: false, sharesWith: null });
    expect(layersOf(node(created[0])).map(({ kind, params }) => [kind, params])).toEqual([['dense', { units: 3, activation: 'relu' }], ['flatten', {}]]);
    apply('addNode', { kind: 'dataset', position: at, id: 'mine', name: 'Mine', params: { count: 5 } });
    expect(node('mine')).toMatchObject({ name: 'Mine', params: { source: 'digits', count: 5 } });
  });
  test('addNode refuses what the kind does not allow', () => {
    expect(refused('addNode', { kind: 'nothing', position: at })).toContain('no node kind “nothing”');
    expect(refused('addNode', { kind: 'dataset', position: at, params: { count: -1 } })).toBe('Count must be a whole number from 0 to 100000, and is -1.');
    expect(refused('addNode', { kind: 'dataset', position: at, params: { colour: 1 } })).toContain('no parameter “colour”');
    expect(refused('addNode', { kind: 'dataset', position: at, layers: [{ kind: 'dense' }] })).toContain('holds no layers');
  });
  test('a document has room for so many nodes and no more', () => {
    const one = node('dataset');
    document = { ...base, wires: {}, nodes: Object.fromEntries(Array.from({ length: limits.nodes }, (_, i) => [`n${i}`, { ...one, id: `n${i}` }])) };
    const result = runCommands(document, [{ name: 'addNode', args: { kind: 'noise', position: at } }], fakeCatalogue);
    expect(result).toEqual({ reason: 'A document holds at most 5000 nodes.' });
  });
  test('removeNodes takes the wires along, and leaves references for the analysis to report', () => {
    expect(apply('removeNodes', { nodes: ['encoder', 'loss'] }).label).toBe('Delete 2 nodes');
    expect(wires()).toEqual(['concat.out decoder.in', 'second.out concat.in2']);
    expect(node('decoder').params['mirrors']).toBe('encoder');
    expect(refused('removeNodes', { nodes: ['encoder'] })).toContain('is not there any more');
  });
  test('remove takes a mixed selection', () => {
    apply('remove', { ids: ['dataset', 'second-2', 'frame-1', 'note-1', 'data-encoder'] });
    expect(document).toMatchObject({ frames: {}, notes: {} });
    expect(wires()).toHaveLength(3);
  });
  test('moveNodes and setPositions move nodes, frames and notes', () => {
    apply('moveNodes', { positions: { dataset: at, 'frame-1': at } });
    expect(node('dataset').position).toEqual(at);
    apply('setPositions', { positions: { 'note-1': at }, label: 'Align left' });
    expect(document.notes['note-1']?.position).toEqual(at);
    expect(apply('moveNodes', { positions: { dataset: at } }).patches).toEqual([]);
    expect(refused('moveNodes', { positions: { gone: at } })).toContain('“gone” is not there');
  });
  test('renameNode trims, and refuses nothing and too much', () => {
    apply('renameNode', { node: 'encoder', name: '  Eyes ' });
    expect(node('encoder').name).toBe('Eyes');
    expect(refused('renameNode', { node: 'encoder', name: '  ' })).toContain('needs a name');
    expect(refused('renameNode', { node: 'encoder', name: 'x'.repeat(201) })).toContain('200');
    expect(refused('renameDocument', { name: '' })).toContain('needs a name');
    apply('renameDocument', { name: ' Two ' });
    expect(document.name).toBe('Two');
  });
  test('setFrozen, setCollapsed and setShared', () => {
    apply('setFrozen', { nodes: ['encoder', 'second'], frozen: true });
    apply('setCollapsed', { nodes: ['encoder'], collapsed: true });
    apply('setShared', { node: 'second', target: 'encoder' });
    expect(node('second')).toMatchObject({ frozen: true, collapsed: false, sharesWith: 'encoder' });
    expect(node('encoder')).toMatchObject({ frozen: true, collapsed: true });
    expect(refused('setShared', { node: 'encoder', target: 'second' })).toContain('with itself');
    expect(refused('setShared', { node: 'encoder', target: 'encoder' })).toContain('with itself');
    expect(refused('setShared', { node: 'encoder', target: 'decoder' })).toContain('different kinds');
    apply('setShared', { node: 'second', target: null });
    expect(node('second').sharesWith).toBeNull();
  });
});

describe('parameters', () => {
  test('setParam sets several nodes at once, and nothing at all when one refuses', () => {
    apply('setParam', { nodes: ['encoder', 'second'], field: 'remark', value: 'x' });
    expect([node('encoder').params['remark'], node('second').params['remark']]).toEqual(['x', 'x']);
    expect(refused('setParam', { nodes: ['encoder', 'dataset'], field: 'remark', value: 'y' })).toContain('no parameter “remark”');
    expect(refused('setParam', { nodes: ['decoder'], field: 'shape', value: [] })).toContain('Shape must be one to four sizes');
    expect(refused('setParam', { nodes: ['strange'], field: 'x', value: 1 })).toContain('unknown kind');
    expect(refused('setParam', { nodes: ['decoder'], field: 'mirrors', value: 'decoder' })).toContain('itself');
    expect(refused('setParam', { nodes: ['encoder'], field: 'constructor-x', value: 1 })).toContain('no parameter');
  });
  test('an equal list is no change', () => expect(apply('setParam', { nodes: ['decoder'], field: 'shape', value: [28, 28, 1] }).patches).toEqual([]));
  test('wires at a port that goes away go with it, and come back with undo', () => {
    apply('setParam', { nodes: ['concat'], field: 'inputs', value: 1 });
    expect(wires()).not.toContain('second.out concat.in2');
    expect(wires()).toContain('encoder.out concat.in1');
  });
});

describe('layers', () => {
  const stack = (id: string): string[] => layersOf(node(id)).map((layer) => layer.kind);
  test('addLayer, moveLayer and removeLayer', () => {
    apply('addLayer', { node: 'encoder', kind: 'reshape', index: 1, id: 'mid' });
    expect(stack('encoder')).toEqual(['flatten', 'reshape', 'dense']);
    apply('moveLayer', { node: 'encoder', layer: 'mid', index: 2 });
    expect(stack('encoder')).toEqual(['flatten', 'dense', 'reshape']);
    apply('moveLayer', { node: 'encoder', layer: 'mid', index: 0 });
    expect(stack('encoder')).toEqual(['reshape', 'flatten', 'dense']);
    expect(apply('moveLayer', { node: 'encoder', layer: 'mid', index: 0 }).patches).toEqual([]);
    apply('moveLayer', { node: 'encoder', layer: 'mid', index: 0, to: 'second' });
    expect([stack('encoder'), stack('second')]).toEqual([['flatten', 'dense'], ['reshape']]);
    apply('removeLayer', { node: 'second', layers: ['mid'] });
    expect(stack('second')).toEqual([]);
    apply('setLayerParam', { node: 'encoder', layer: 'encoder-2', field: 'units', value: 9 });
    expect(node('encoder').layers['encoder-2']?.params).toEqual({ units: 9, activation: 'relu' });
  });
  test('refusals', () => {
    expect(refused('addLayer', { node: 'encoder', kind: 'nothing' })).toContain('no layer kind');
    expect(refused('addLayer', { node: 'dataset', kind: 'dense' })).toContain('holds no layers');
    expect(refused('moveLayer', { node: 'encoder', layer: 'encoder-1', index: 0, to: 'dataset' })).toContain('holds no layers');
    expect(refused('removeLayer', { node: 'encoder', layers: ['gone'] })).toContain('not there any more');
    expect(refused('setLayerParam', { node: 'encoder', layer: 'encoder-2', field: 'units', value: 0 })).toContain('Units must be');
  });
  test('layers moved two hundred times between the same two neighbours still have an order', () => {
    apply('addLayer', { node: 'encoder', kind: 'reshape', id: 'a' });
    for (let i = 0; i < 200; i++) {
      const result = runCommands(document, [{ name: 'moveLayer', args: { node: 'encoder', layer: layersOf(node('encoder'))[2]?.id, index: 1 } }], fakeCatalogue);
      if (isRefusal(result)) throw new Error(result.reason);
      ({ document } = result);
      expect(new Set(layersOf(node('encoder')).map(({ order }) => order)).size).toBe(3);
      expect(stack('encoder')[0]).toBe('flatten');
      expect(stack('encoder')[1]).toBe(i % 2 === 0 ? 'reshape' : 'dense');
    }
  });
});

describe('wires', () => {
  const wire = (from: string, to: string) => ({ from: { node: from.split('.')[0] ?? '', port: from.split('.')[1] ?? '' }, to: { node: to.split('.')[0] ?? '', port: to.split('.')[1] ?? '' } });
  test('a new wire replaces the old one where a port takes one, and joins it where it takes many', () => {
    apply('connect', wire('dataset.data', 'noise.in'));
    apply('connect', wire('noise.out', 'encoder.in'));
    expect(wires()).not.toContain('dataset.data encoder.in');
    apply('connect', wire('encoder.out', 'sum.in'));
    apply('connect', wire('second.out', 'sum.in'));
    expect(wires().filter((text) => text.endsWith('sum.in'))).toHaveLength(2);
  });
  test('connect refuses nonsense, and says why', () => {
    expect(refused('connect', wire('gone.out', 'encoder.in'))).toContain('starts at is not there');
    expect(refused('connect', wire('dataset.out', 'encoder.in'))).toContain('Dataset has no output “out”');
    expect(refused('connect', wire('dataset.data', 'encoder.side'))).toContain('Encoder has no input “side”');
    expect(refused('connect', wire('encoder.out', 'encoder.in'))).toContain('cannot be wired to itself');
    expect(refused('connect', wire('dataset.data', 'encoder.in'))).toContain('already wired');
    expect(refused('connect', wire('dataset.data', 'concat.in1'))).toBe('“Input 1” of Concat takes features, and “Data” of Dataset gives data.');
    expect(refused('connect', wire('decoder.out', 'encoder.in'))).toBe('With this wire, Decoder would depend on its own output.');
    expect(refused('connect', wire('strange.out', 'encoder.in'))).toContain('unknown kind');
  });
  test('a wire that is replaced does not count as part of a loop', () => {
    document = graph().node('noise', {}, { id: 'a' }).node('noise', {}, { id: 'b' }).node('noise', {}, { id: 'c' }).wire('a.out', 'b.in').wire('b.out', 'c.in').done();
    expect(refused('connect', wire('c.out', 'a.in'))).toContain('own output');
    apply('reconnect', { wire: 'wire-2', from: { node: 'c', port: 'out' }, to: { node: 'a', port: 'in' } });
    expect(wires()).toEqual(['a.out b.in', 'c.out a.in']);
  });
  test('disconnect and reconnect', () => {
    apply('reconnect', { wire: 'encoder-1', to: { node: 'concat', port: 'in2' } });
    expect(wires()).toContain('encoder.out concat.in2');
    expect(wires()).not.toContain('second.out concat.in2');
    apply('disconnect', { wires: ['encoder-1', 'encoder-1'] });
    expect(refused('disconnect', { wires: ['encoder-1'] })).toContain('not there any more');
    expect(refused('reconnect', { wire: 'data-encoder', to: { node: 'loss', port: 'side' } })).toContain('no input “side”');
  });
  test('insertOnWire puts a new or an old node into a wire', () => {
    apply('insertOnWire', { wire: 'data-encoder', node: 'noise' });
    expect(wires()).toEqual(expect.arrayContaining(['dataset.data noise.in', 'noise.out encoder.in']));
    const { created } = apply('insertOnWire', { wire: 'concat-decoder', node: { kind: 'encoder', position: at } });
    const [id] = created.filter((candidate) => document.nodes[candidate]);
    expect(wires()).toEqual(expect.arrayContaining([`concat.out ${id}.in`, `${id}.out decoder.in`]));
    expect(refused('insertOnWire', { wire: 'encoder-1', node: 'encoder' })).toContain('at an end of this wire');
    expect(refused('insertOnWire', { wire: 'encoder-1', node: { kind: 'noise', position: at } })).toContain('Noise 2 has no input for features');
    expect(refused('insertOnWire', { wire: 'encoder-1', node: { kind: 'decoder', position: at } })).toContain('has no output of features');
  });
});

describe('copies', () => {
  test('paste gives fresh ids and names, keeps inner wires and maps references', () => {
    const text = printFragment(copyFragment(document, ['encoder', 'concat', 'decoder', 'frame-1', 'note-1']));
    const read = readFragment(text);
    if (!read?.ok) throw new Error(JSON.stringify(read));
    const { created } = apply('paste', { fragment: read.fragment, at: { x: 1000, y: 500 } });
    const nodes = created.flatMap((id) => document.nodes[id] ?? []);
    expect(nodes.map(({ name }) => name).toSorted()).toEqual(['Concat 2', 'Decoder 2', 'Encoder 2']);
    const encoder = nodes.find(({ kind }) => kind === 'encoder');
    expect(nodes.find(({ kind }) => kind === 'decoder')?.params['mirrors']).toBe(encoder?.id);
    expect(Object.keys(encoder?.layers ?? {})).not.toContain('encoder-1');
    expect(layersOf(node(encoder?.id)).map(({ kind }) => kind)).toEqual(['flatten', 'dense']);
    expect(wires()).toHaveLength(7);
    expect(Math.min(...created.flatMap((id) => (document.nodes[id] ?? document.frames[id] ?? document.notes[id])?.position.x ?? []))).toBe(1000);
  });
  test('a reference out of the copy is kept where it leads somewhere, and dropped where not', () => {
    const fragment = copyFragment(document, ['decoder']);
    const [inside] = apply('paste', { fragment }).created;
    expect(node(inside).params['mirrors']).toBe('encoder');
    document = graph().done();
    const [elsewhere] = apply('paste', { fragment }).created;
    expect(node(elsewhere).params['mirrors']).toBeNull();
  });
  test('a damaged copy is refused', () => {
    const fragment = { ...copyFragment(document, ['encoder']), wires: { w: { id: 'w', from: { node: 'encoder', port: 'out' }, to: { node: 'gone', port: 'in' }, bends: [] } } };
    expect(refused('paste', { fragment })).toContain('The copy is damaged at wires.w.to.node');
    expect(refused('paste', { fragment: copyFragment(document, []) })).toContain('nothing to paste');
  });
  test('duplicate', () => {
    const { created, label } = apply('duplicate', { ids: ['encoder'] });
    expect(label).toBe('Duplicate Encoder');
    expect(node(created[0]).position).toEqual({ x: node('encoder').position.x + 40, y: 40 });
    expect(refused('duplicate', { ids: ['gone'] })).toContain('not there');
  });
  test('replaceDocument keeps the identity', () => {
    const template = graph({ name: 'Template', id: 'template' }).node('noise').training({ epochs: 3 }).done();
    apply('replaceDocument', { document: template });
    expect(document).toEqual({ ...template, id: base.id });
    expect(refused('replaceDocument', { document: graph().node('noise').wire('a.out', 'noise.in').done() })).toContain('damaged at wires.wire-1.from.node');
  });
});

test('frames and notes', () => {
  const [frame] = apply('addFrame', { title: 'Data', color: '#aabbcc', position: at, width: 10, height: 10 }).created;
  apply('setFrame', { frame: frame ?? '', set: { title: 'More', position: { x: 1, y: 2 } } });
  expect(document.frames[frame ?? '']).toEqual({ id: frame, title: 'More', color: '#aabbcc', position: { x: 1, y: 2 }, width: 10, height: 10, holds: null, ports: [] });
  apply('removeFrame', { frame: frame ?? '' });
  expect(refused('setFrame', { frame: frame ?? '', set: {} })).toContain('not there');
  const [note] = apply('addNote', { text: 'Hello', position: at, width: 10, height: 10 }).created;
  apply('setNote', { note: note ?? '', set: { text: 'Bye' } });
  expect(document.notes[note ?? '']?.text).toBe('Bye');
  apply('removeNote', { note: note ?? '' });
  expect(refused('removeNote', { note: note ?? '' })).toContain('not there');
});

test('setTraining changes what is named, keeps the rest and refuses what is out of range', () => {
  expect(apply('setTraining', { schedule: { kind: 'warmup-cosine' }, batchSize: 5 }).document.training).toEqual({
    ...base.training,
    schedule: { kind: 'warmup-cosine', warmupSteps: 0 },
    batchSize: 5,
  });
  expect(apply('setTraining', { epochs: 3 }).label).toBe('Set epochs');
  expect(refused('setTraining', { epochs: 0 })).toBe('Epochs must be a whole number from 1 to 100000, and is 0.');
});

test('players are added, changed, given nodes and taken away, and what is out of range is refused', () => {
  const { autoencoder } = base.training.players;
  expect(apply('setPlayer', { player: 'autoencoder', set: { optimizer: { kind: 'adamw', weightDecay: 0.1 }, clipNorm: 5 } }).document.training.players['autoencoder']).toEqual({
    ...autoencoder,
    optimizer: { ...autoencoder!.optimizer, kind: 'adamw', weightDecay: 0.1 },
    clipNorm: 5,
  });
  const optimizerAs = (optimizer: object) => apply('setPlayer', { player: 'autoencoder', set: { optimizer } }).document.training.players['autoencoder']!.optimizer;
  // What stood as usual stands as the next one usually has it; what was chosen stays.
  expect(optimizerAs({ kind: 'lion' })).toEqual({ ...autoencoder!.optimizer, kind: 'lion', weightDecay: 0.1, learningRate: 1e-4, beta2: 0.99 });
  expect(optimizerAs({ kind: 'muon', learningRate: 0.02 })).toEqual({ ...autoencoder!.optimizer, kind: 'muon', weightDecay: 0.1, learningRate: 0.02, momentum: 0.95 });
  expect(optimizerAs({ kind: 'adamw' })).toEqual({ ...autoencoder!.optimizer, kind: 'adamw', weightDecay: 0.1, learningRate: 0.02 });
  expect(apply('setPlayer', { player: 'autoencoder', set: { optimizer: { learningRate: 0.5 } } }).label).toBe('Set learning rate of Autoencoder');
  expect(refused('setPlayer', { player: 'autoencoder', set: { optimizer: { learningRate: -1 } } })).toContain('Learning rate must be a number from 0');
  expect(refused('setPlayer', { player: 'autoencoder', set: { updates: 0 } })).toContain('Updates must be a whole number from 1');
  expect(refused('removePlayer', { player: 'autoencoder' })).toContain('the last player stays');

  apply('addPlayer', { set: { name: 'Judge of voices', updates: 3 } });
  apply('addPlayer', { set: { name: 'Judge of voices' } });
  expect(playersOf(document.training).map(({ id, name, updates }) => [id, name, updates])).toEqual([['judge-of-voices-2', 'Judge of voices 2', 1], ['judge-of-voices', 'Judge of voices', 3], ['autoencoder', 'Autoencoder', 1]]);
  expect(refused('setNodePlayer', { nodes: ['encoder'], player: 'nobody' })).toContain('not there');
  expect(apply('setNodePlayer', { nodes: ['encoder'], player: 'judge-of-voices' }).label).toBe('Give Encoder to Judge of voices');
  const copy = copyFragment(document, ['encoder']);
  apply('removePlayer', { player: 'judge-of-voices' });
  expect(node('encoder').player).toBe('autoencoder');
  const [pasted] = apply('paste', { fragment: copy, at }).created;
  expect(node(pasted).player).toBe('autoencoder');
});

test('a node that plays against what it judges gets an opponent, made where there is none', () => {
  const [first, second] = [apply('addNode', { kind: 'judge', position: at }), apply('addNode', { kind: 'judge', position: at })].map(({ created }) => node(created[0]).player);
  expect([first, second]).toEqual(['critic', 'critic']);
  expect(playersOf(document.training).map(({ name }) => name)).toEqual(['Critic', 'Autoencoder']);
});

test('nodes are pinned, bypassed and muted, and wires drawn through places', () => {
  expect(apply('setPinned', { nodes: ['encoder'], pinned: true }).label).toBe('Pin Encoder');
  expect(apply('setMode', { nodes: ['noise', 'encoder'], mode: 'muted' }).label).toBe('Mute 2 nodes');
  expect([node('encoder').pinned, node('encoder').mode, node('noise').mode]).toEqual([true, 'muted', 'muted']);
  expect(apply('setMode', { nodes: ['noise'], mode: 'muted' }).patches).toEqual([]);
  expect(refused('setPinned', { nodes: ['gone'], pinned: true })).toContain('not there');
  expect(refused('setMode', { nodes: ['gone'], mode: 'active' })).toContain('not there');
  expect(refused('setBends', { wire: 'gone', bends: [] })).toContain('not there');
  expect(apply('setBends', { wire: 'data-encoder', bends: [{ x: 5, y: 6 }] }).label).toBe('Bend wire');
  const [from, to] = [node('dataset').position, node('encoder').position];
  const by = (shift: number) => ({ dataset: { x: from.x + 10, y: from.y }, encoder: { x: to.x + shift, y: to.y } });
  apply('moveNodes', { positions: by(10) });
  expect(document.wires['data-encoder']!.bends, 'both ends move alike').toEqual([{ x: 15, y: 6 }]);
  apply('moveNodes', { positions: by(30) });
  expect(document.wires['data-encoder']!.bends, 'one end moves away').toEqual([{ x: 15, y: 6 }]);
});

test('a collapsed frame is copied whole, under new ids', () => {
  apply('setFrame', { frame: 'frame-1', set: { holds: ['encoder', 'note-1'], ports: [{ node: 'encoder', port: 'in', side: 'input' }] } });
  const [was, noted] = [node('encoder').position, document.notes['note-1']!.position];
  const frame0 = document.frames['frame-1']!.position;
  apply('moveNodes', { positions: { 'frame-1': { x: frame0.x + 30, y: frame0.y + 7 } } });
  expect(node('encoder').position, 'what it holds goes along').toEqual({ x: was.x + 30, y: was.y + 7 });
  expect(document.notes['note-1']!.position).toEqual({ x: noted.x + 30, y: noted.y + 7 });
  const fragment = copyFragment(document, ['frame-1']);
  expect(Object.keys(fragment.nodes)).toEqual(['encoder']);
  const created = apply('paste', { fragment, offset: { x: 40, y: 0 } }).created;
  const frame = created.map((id) => document.frames[id]).find(Boolean)!;
  const [copied, note] = [created.find((id) => document.nodes[id])!, created.find((id) => document.notes[id])!];
  expect(frame).toMatchObject({ holds: [copied, note], ports: [{ node: copied, port: 'in', side: 'input' }] });
});

test('a paste that keeps inputs is wired to what fed the original; where that is gone it is not', () => {
  const fragment = copyFragment(document, ['encoder']);
  const [plain] = apply('paste', { fragment, at }).created;
  expect(wires().filter((wire) => wire.endsWith(` ${plain}.in`))).toEqual([]);
  const [wired] = apply('paste', { fragment, at, keepInputs: true }).created.filter((id) => document.nodes[id]);
  expect(wires()).toContain(`dataset.data ${wired}.in`);
  expect(wires()).toContain('dataset.data encoder.in');
  apply('removeNodes', { nodes: ['dataset'] });
  const [alone] = apply('paste', { fragment, at, keepInputs: true }).created;
  expect(wires().filter((wire) => wire.endsWith(` ${alone}.in`))).toEqual([]);
});

test('misuse throws', () => {
  const run = (name: string, args: unknown) => () => runCommands(document, [{ name, args }], fakeCatalogue);
  expect(run('explode', {})).toThrow('internal: there is no command “explode”');
  expect(run('toString', {})).toThrow('internal: there is no command');
  expect(run('renameNode', { node: 3 })).toThrow('internal: wrong arguments of renameNode at node');
  expect(run('addNode', { kind: 'noise', position: { x: NaN, y: 0 } })).toThrow('internal: wrong arguments of addNode at position.x');
  expect(run('addNode', { kind: 'noise', position: at, id: 'encoder' })).toThrow('internal: the id “encoder” cannot be used');
});
