/** A short way to write a document in a test or a template. It checks nothing, so that broken documents can be written too. */
import { createDocument } from '../document/create';
import { own } from '../document/own';
import { mainPlayer, newPlayer } from '../document/players';
import { newStage } from '../document/stages';
import type { Frame, GraphNode, HourglassDocument, LayerInstance, NodeMode, Note, OptimizerSettings, Params, Player, PlayerId, Position, Stage, TrainingSettings, Wire } from '../document/types';

export type LayerLine = readonly [kind: string, params?: Params];

export interface NodeOptions {
  /** The kind, with a number where it is taken. */
  readonly id?: string;
  readonly name?: string;
  readonly layers?: readonly LayerLine[];
  readonly position?: Position;
  /** That of new documents, or the critic for a Discriminator. */
  readonly player?: PlayerId;
  readonly frozen?: boolean;
  readonly sharesWith?: string | null;
  readonly collapsed?: boolean;
  readonly pinned?: boolean;
  readonly mode?: NodeMode;
}

export type PlayerChange = Partial<Omit<Player, 'id' | 'optimizer'>> & { readonly optimizer?: Partial<OptimizerSettings> };
/** `optimizer` and `clipNorm` are those of the main player. */
export type TrainingChange = Partial<Omit<TrainingSettings, 'players' | 'stages' | 'schedule'>> & Pick<PlayerChange, 'optimizer' | 'clipNorm'> & {
  readonly schedule?: Partial<TrainingSettings['schedule']>;
};

export interface GraphBuilder {
  /** Parameters that are left out stay out: they have their defaults. Layers get the ids `ID-1`, `ID-2`, … */
  node(kind: string, params?: Params, options?: NodeOptions): GraphBuilder;
  /** `wire('dataset.data', 'encoder.in')` */
  wire(from: string, to: string, id?: string): GraphBuilder;
  /** The five wires of a Dataset, an Encoder, what lies between (the node `narrow`), a Decoder and a Loss. */
  wireAutoencoder(narrow?: string): GraphBuilder;
  frame(frame: Partial<Frame> & { readonly id: string }): GraphBuilder;
  note(note: Partial<Note> & { readonly id: string }): GraphBuilder;
  training(change: TrainingChange): GraphBuilder;
  /** Changes a player, who is made where there is none of that name: `Critic` has the id `critic`. */
  player(name: string, change?: PlayerChange): GraphBuilder;
  /** A stage behind those before. */
  stage(name: string, change?: Partial<Omit<Stage, 'id' | 'name'>>): GraphBuilder;
  /** `last`: what is made of the document at the end, such as the places of its nodes. */
  done(last?: (document: HourglassDocument) => HourglassDocument): HourglassDocument;
}

/** How the players of kinds are called that play against what they judge. */
const opponents: Readonly<Record<string, string>> = { discriminator: 'Critic' };

const titleCase = (kind: string): string => (kind.charAt(0).toUpperCase() + kind.slice(1)).replaceAll('-', ' ');

function freeKey(record: Readonly<Record<string, unknown>>, stem: string): string {
  if (!own(record, stem)) return stem;
  let number = 2;
  while (own(record, `${stem}${number}`)) number++;
  return `${stem}${number}`;
}

function portOf(text: string): { node: string; port: string } {
  const dot = text.lastIndexOf('.');
  if (dot < 1) throw new Error(`internal: a port is written node.port, and this is “${text}”`);
  return { node: text.slice(0, dot), port: text.slice(dot + 1) };
}

/** Starts with an empty document that asks for no steps beyond its epochs and for no early stopping. */
export function graph(options: { readonly name?: string; readonly id?: string } = {}): GraphBuilder {
  const start = createDocument({ name: options.name ?? 'Test', id: options.id ?? 'test' });
  const nodes: Record<string, GraphNode> = {};
  const wires: Record<string, Wire> = {};
  const frames: Record<string, Frame> = {};
  const notes: Record<string, Note> = {};
  let training: TrainingSettings = { ...start.training, minSteps: 0, patience: 0 };
  const playerOf = (name: string): Player => Object.values(training.players).find((player) => player.name === name) ?? newPlayer(training, name);
  const setPlayer = (player: Player, { optimizer, ...change }: PlayerChange = {}): PlayerId => {
    const changed = { ...player, ...change, optimizer: { ...player.optimizer, ...optimizer } };
    training = { ...training, players: { ...training.players, [player.id]: changed } };
    return player.id;
  };
  const usualPlayer = (kind: string): PlayerId => (own(opponents, kind) === undefined ? mainPlayer(training).id : setPlayer(playerOf(opponents[kind]!)));
  const builder: GraphBuilder = {
    node(kind, params = {}, given = {}) {
      const id = given.id ?? freeKey(nodes, kind);
      const layers = (given.layers ?? []).map(
        ([layerKind, layerParams = {}], index): LayerInstance => ({ id: `${id}-${index + 1}`, kind: layerKind, order: index + 1, params: layerParams }),
      );
      nodes[id] = {
        id,
        kind,
        name: given.name ?? titleCase(id),
        position: given.position ?? { x: Object.keys(nodes).length * 280, y: 0 },
        params,
        layers: Object.fromEntries(layers.map((layer) => [layer.id, layer])),
        player: given.player ?? usualPlayer(kind),
        frozen: given.frozen ?? false,
        sharesWith: given.sharesWith ?? null,
        collapsed: given.collapsed ?? false,
        pinned: given.pinned ?? false,
        mode: given.mode ?? 'active',
      };
      return builder;
    },
    wire(from, to, id) {
      const key = id ?? `wire-${Object.keys(wires).length + 1}`;
      wires[key] = { id: key, from: portOf(from), to: portOf(to), bends: [] };
      return builder;
    },
    wireAutoencoder(narrow = 'bottleneck') {
      return builder
        .wire('dataset.data', 'encoder.in')
        .wire('encoder.out', `${narrow}.in`)
        .wire(`${narrow}.code`, 'decoder.in')
        .wire('decoder.out', 'loss.prediction')
        .wire('dataset.data', 'loss.target');
    },
    frame(frame) {
      frames[frame.id] = { title: 'Frame', color: '#6d5ae6', position: { x: 0, y: 0 }, width: 300, height: 200, holds: null, ports: [], ...frame };
      return builder;
    },
    note(note) {
      notes[note.id] = { text: 'Note', position: { x: 0, y: 0 }, width: 200, height: 100, ...note };
      return builder;
    },
    training({ optimizer, clipNorm, schedule, ...change }) {
      training = { ...training, ...change, schedule: { ...training.schedule, ...schedule } };
      setPlayer(mainPlayer(training), { ...(optimizer && { optimizer }), ...(clipNorm !== undefined && { clipNorm }) });
      return builder;
    },
    player(name, change) {
      setPlayer(playerOf(name), change);
      return builder;
    },
    stage(name, change) {
      const stage = { ...newStage(training, name), ...change };
      training = { ...training, stages: { ...training.stages, [stage.id]: stage } };
      return builder;
    },
    done: (last = (document) => document) => last({ ...start, nodes: { ...nodes }, wires: { ...wires }, frames: { ...frames }, notes: { ...notes }, training }),
  };
  return builder;
}
