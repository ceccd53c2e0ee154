import { describe, expect, it, test } from 'vitest';
import { templates } from '@/templates/registry';
import { catalogue } from '../catalogue';
import { playersOf } from '../document/players';
import { isRefusal, runCommands, type Edit } from '../document/run-commands';
import { stagesOf } from '../document/stages';
import type { HourglassDocument, NodeMode } from '../document/types';
import { lower } from '../program/lower';
import { printProgram } from '../program/print';
import { graph } from '../testing/build-document';
import { activeDocument } from './active';
import { analyse } from './analyse';
import { whyNotBypass } from './can-bypass';
import { analyseUncured } from './look';

const drawn = (noise: NodeMode = 'active', second: NodeMode = 'active'): HourglassDocument =>
  graph()
    .node('dataset', { source: 'patterns' })
    .node('noise', { kind: 'gaussian' }, { mode: noise })
    .node('noise', { kind: 'masking' }, { id: 'second', mode: second })
    .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 2 }]] })
    .node('bottleneck', { kind: 'vector', size: 2 })
    .node('decoder', { output: 'sigmoid' }, { layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
    .node('loss', { kind: 'squared' })
    .wire('dataset.data', 'noise.in')
    .wire('noise.out', 'second.in')
    .wire('second.out', 'encoder.in')
    .wire('encoder.out', 'bottleneck.in')
    .wire('bottleneck.code', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target')
    .done();
const edited = (document: HourglassDocument, ...edits: readonly Edit[]): HourglassDocument => {
  const change = runCommands(document, edits, catalogue);
  if (isRefusal(change)) throw new Error(change.reason);
  return change.document;
};
const programOf = (document: HourglassDocument): string => printProgram(lower(document, analyse(document), { batch: 2, mode: 'train' }).finish());

describe('a bypassed node', () => {
  it('is not in the program, which is that of the document without it', () => {
    const without = edited(drawn(), { name: 'removeNodes', args: { nodes: ['noise'] } }, { name: 'connect', args: { from: { node: 'dataset', port: 'data' }, to: { node: 'second', port: 'in' } } });
    expect(programOf(drawn('bypassed'))).toBe(programOf(without));
    expect(programOf(drawn('bypassed', 'bypassed'))).not.toContain('noise');
  });
  it('hands on the type of what arrives, and counts no parameters', () => {
    const analysis = analyse(drawn('bypassed', 'bypassed'));
    expect(analysis.sound).toBe(true);
    expect(analysis.leftOut).toEqual(['noise', 'second']);
    expect(analysis.nodes['second']!.types['out']).toEqual(analysis.nodes['dataset']!.types['data']);
    expect(Object.values(analysis.wires).every(Boolean)).toBe(true);
  });
  it('is refused where shapes differ, where nothing arrives, and where others use it', () => {
    const document = drawn();
    const why = (id: string, of = document): string | null => whyNotBypass(of, analyse(of), id);
    expect(why('noise')).toBeNull();
    expect(why('encoder')).toBe('Features gives [batch, 2], and [batch, 3, 3, 1] arrives.');
    expect(why('dataset')).toContain('hands nothing on: it has no input');
    expect(why('loss')).toContain('hands nothing on: it has no output');
    const mirrored = edited(document, { name: 'setParam', args: { nodes: ['decoder'], field: 'mirror', value: 'encoder' } });
    expect(why('encoder', mirrored)).toBe('Decoder mirrors it.');
  });
  it('in a ring of bypassed nodes hands nothing on', () => {
    const ring = graph().node('noise', {}, { mode: 'bypassed' }).node('noise', {}, { id: 'b', mode: 'bypassed' }).node('encoder').wire('noise.out', 'b.in').wire('b.out', 'noise.in').wire('b.out', 'encoder.in').done();
    expect(Object.keys(activeDocument(ring).nodes)).toEqual([]);
  });
});

describe('a muted node', () => {
  it('takes along what cannot do without it, and nothing else', () => {
    expect(analyse(drawn('muted')).leftOut).toEqual(['noise', 'second', 'encoder', 'bottleneck', 'decoder', 'loss']);
    expect(analyse(edited(drawn(), { name: 'setMode', args: { nodes: ['loss'], mode: 'muted' } })).leftOut).toEqual(['loss']);
  });
  it('takes a player along who has nothing else', () => {
    const game = templates['adversarial-ae'].create();
    const critic = Object.values(game.nodes).filter(({ player }) => player !== Object.values(game.training.players).sort((a, b) => b.order - a.order)[0]!.id);
    const muted = edited(game, { name: 'setMode', args: { nodes: critic.map(({ id }) => id), mode: 'muted' } });
    expect(Object.keys(activeDocument(muted).training.players)).toHaveLength(Object.keys(game.training.players).length - 1);
  });
  it('takes a stage along in which that player alone learns, and leaves that of the others to them', () => {
    const [critic, main] = playersOf(templates['adversarial-ae'].create().training).map(({ id }) => id) as [string, string];
    const game = edited(
      templates['adversarial-ae'].create(),
      { name: 'addStage', args: { set: { name: 'Critic', players: [critic] } } },
      { name: 'addStage', args: { set: { name: 'Both', players: [critic, main] } } },
      { name: 'addStage', args: { set: { name: 'All' } } },
    );
    const stages = (document: HourglassDocument): (readonly [string, readonly string[]])[] => stagesOf(activeDocument(document).training).map(({ name, players }) => [name, players]);
    expect(stages(game)).toEqual([['Critic', [critic]], ['Both', [critic, main]], ['All', []]]);
    const muted = edited(game, { name: 'setMode', args: { nodes: Object.values(game.nodes).flatMap(({ id, player }) => (player === critic ? [id] : [])), mode: 'muted' } });
    expect(stages(muted)).toEqual([['Both', [main]], ['All', []]]);
  });
});

test('a document in which every node takes part is itself', () => {
  const document = drawn();
  expect(activeDocument(document)).toBe(document);
});

test('in every template, what may be bypassed leaves the rest sound, and what is muted leaves no fault of ours', () => {
  for (const [name, template] of Object.entries(templates)) {
    const document = template.create();
    const analysis = analyseUncured(document);
    const errors = analysis.diagnostics.filter(({ severity }) => severity === 'error').length;
    for (const id of Object.keys(document.nodes)) {
      const set = (mode: NodeMode): HourglassDocument => edited(document, { name: 'setMode', args: { nodes: [id], mode } });
      if (whyNotBypass(document, analysis, id) === null) {
        const next = analyseUncured(set('bypassed'));
        expect(next.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code), `${name}: ${id} bypassed`).toHaveLength(errors);
      }
      const muted = set('muted');
      const left = analyseUncured(muted);
      if (left.sound) expect(() => lower(muted, left, { batch: 2, mode: 'train' })).not.toThrow();
    }
  }
});
