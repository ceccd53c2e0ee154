/**
 * The document: what the user drew, and nothing else. No selection, no measured size, no inferred shape, no tensor.
 * Records are keyed by id, so that an undo is one patch; what needs an order sorts by an explicit `order`.
 */
import type { OptimizerNumbers } from '../optimizers/definition';
import type { OptimizerKind } from '../optimizers/registry';

export type NodeId = string;
export type LayerId = string;
export type WireId = string;
export type PlayerId = string;
export type StageId = string;

export type ParamValue = number | string | boolean | readonly number[] | null;
export type Params = Readonly<Record<string, ParamValue>>;

export interface Position {
  readonly x: number;
  readonly y: number;
}

/** Whether a node takes part: a bypassed one hands on what arrives, a muted one is left out, with what cannot do without it. */
export type NodeMode = 'active' | 'bypassed' | 'muted';

/** One layer inside the stack of an Encoder, Decoder or Discriminator. */
export interface LayerInstance {
  readonly id: LayerId;
  readonly kind: string;
  /** Fractional position in the stack; layers run in ascending order. */
  readonly order: number;
  readonly params: Params;
}

export interface GraphNode {
  readonly id: NodeId;
  readonly kind: string;
  /** The user's name for it; becomes identifiers in the exported code. */
  readonly name: string;
  readonly position: Position;
  readonly params: Params;
  /** Only on nodes whose kind holds a stack; empty otherwise. */
  readonly layers: Readonly<Record<LayerId, LayerInstance>>;
  /** Whose its parameters are, and who makes its terms of the loss small. */
  readonly player: PlayerId;
  /** A frozen node's parameters are not trained. */
  readonly frozen: boolean;
  /** Uses the weights of that node, which must be of the same kind with an equal stack. */
  readonly sharesWith: NodeId | null;
  readonly collapsed: boolean;
  /** A pinned node keeps its place when others are dragged, lined up or arranged. */
  readonly pinned: boolean;
  readonly mode: NodeMode;
}

export interface PortRef {
  readonly node: NodeId;
  readonly port: string;
}

export interface Wire {
  readonly id: WireId;
  readonly from: PortRef;
  readonly to: PortRef;
  /** Places that the wire is drawn through, from its output to its input. */
  readonly bends: readonly Position[];
}

/** A port of a node, as input or as output. */
export interface PortEnd extends PortRef {
  readonly side: 'input' | 'output';
}

export interface Frame {
  readonly id: string;
  readonly title: string;
  readonly color: string;
  readonly position: Position;
  readonly width: number;
  readonly height: number;
  /** Null while it is open. Collapsed into one card: the nodes and notes that it holds. */
  readonly holds: readonly string[] | null;
  /** Ports of what it holds that its card shows though no wire comes to them from outside. */
  readonly ports: readonly PortEnd[];
}

export interface Note {
  readonly id: string;
  readonly text: string;
  readonly position: Position;
  readonly width: number;
  readonly height: number;
}

/** What an optimiser does not read has no effect. */
export interface OptimizerSettings extends OptimizerNumbers {
  readonly kind: OptimizerKind;
}

/** Who learns: parameters, a loss made of the terms of its nodes, and an optimiser of its own. */
export interface Player {
  readonly id: PlayerId;
  /** The user's name for it. */
  readonly name: string;
  /** Players have their turns within a step in ascending order. */
  readonly order: number;
  /** Updates in each step, each on a batch of its own. */
  readonly updates: number;
  /** Clip the global norm of its gradient; 0 is off. */
  readonly clipNorm: number;
  readonly optimizer: OptimizerSettings;
}

/** A parameter that starts as a copy of another one: names as in weights.safetensors. */
export interface WeightCopy {
  readonly from: string;
  readonly to: string;
  /** Rows become columns, as an unrolled network asks for. */
  readonly transposed: boolean;
}

/** A part of a run: who learns what, and for how long. */
export interface Stage {
  readonly id: StageId;
  /** The user's name for it. */
  readonly name: string;
  /** Stages follow each other in ascending order. */
  readonly order: number;
  readonly epochs: number;
  /** Its length in steps, in place of epochs; 0 is off. */
  readonly steps: number;
  /** Who learns; everybody where nobody is named. */
  readonly players: readonly PlayerId[];
  /** Nodes whose terms count; all where none is named. */
  readonly losses: readonly NodeId[];
  /** Nodes that do not learn meanwhile. */
  readonly frozen: readonly NodeId[];
  /** Made once, when the stage begins. */
  readonly copies: readonly WeightCopy[];
}

export interface TrainingSettings {
  readonly epochs: number;
  /** A run takes at least as many optimiser steps, whatever the size of the set; 0 is off. */
  readonly minSteps: number;
  readonly batchSize: number;
  /** Batches of an update, which goes by the mean of their gradients. */
  readonly accumulate: number;
  readonly seed: number;
  /** Share of the data held out for validation, 0 to 0.5. */
  readonly validationSplit: number;
  /** Checks of the held-out loss without a new best before a run ends early, with the weights of the best; 0 is off. */
  readonly patience: number;
  /** Decay of the moving average of the weights that the model is judged, shown and exported with; 0: with the weights themselves. */
  readonly averageDecay: number;
  readonly schedule: { readonly kind: 'constant' | 'cosine' | 'warmup-cosine'; readonly warmupSteps: number };
  /** At least one. */
  readonly players: Readonly<Record<PlayerId, Player>>;
  /** Where there are some, they are the run, and say how long it is. */
  readonly stages: Readonly<Record<StageId, Stage>>;
}

export interface HourglassDocument {
  readonly format: 'hourglass';
  readonly version: number;
  /** Identity for autosave, checkpoints and the lock between tabs. */
  readonly id: string;
  readonly name: string;
  readonly nodes: Readonly<Record<NodeId, GraphNode>>;
  readonly wires: Readonly<Record<WireId, Wire>>;
  readonly frames: Readonly<Record<string, Frame>>;
  readonly notes: Readonly<Record<string, Note>>;
  readonly training: TrainingSettings;
}

/** The layers of a node in the order they run. */
export function layersOf(node: GraphNode): readonly LayerInstance[] {
  return Object.values(node.layers).sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}
