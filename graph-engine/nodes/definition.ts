/** A node kind: everything the studio knows of it, in one object of one file. */
import type { Diagnostic, Fix } from '../diagnostics/types';
import type { Fields, ParamsOf } from '../document/fields';
import type { Aside, DataRange, PortTag, PortType } from '../document/port-type';
import type { Shape } from '../document/shape';
import type { GraphNode, PlayerId, WireId } from '../document/types';
import type { Unit } from '../document/units';
import type { FunctionText } from '../functions/define-function';
import type { LayerProblem, Mode, WeightSpec } from '../layers/definition';
import type { Reach } from '../layers/reach';
import type { Builder, Tensor } from '../program/builder';
import type { Ramp } from '../program/ramp';

export interface InputPort {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly accepts: readonly PortTag[];
  /** Where its wire comes from as a rule: from what is given (a Dataset, a Prior), or from what is computed. */
  readonly origin?: 'given' | 'computed';
  readonly optional?: boolean;
  /** Takes what is known beside the data, which alone mends its missing wire. */
  readonly aside?: Aside;
  /** More than one wire may end here. */
  readonly many?: boolean;
}
export interface OutputPort {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  /** The tags it may give; the exact type is inferred. */
  readonly gives: readonly PortTag[];
  /** What is known beside the data, for inputs that ask for it: no other missing wire is mended with it. */
  readonly aside?: Aside;
}
/** Shapes through a stack, and where it stops making sense. */
export interface StackShapes {
  readonly layers: readonly {
    readonly id: string;
    readonly kind: string;
    readonly params: import('../document/types').Params;
    readonly input: Shape;
    readonly output: Shape | null;
    /** Where its output lies. */
    readonly reach: Reach;
    readonly parameters: number;
    /** Whether a mask comes in with its input. */
    readonly masked: boolean;
    readonly problem: LayerProblem | null;
  }[];
  readonly output: Shape | null;
  /** Whether a mask goes out with its output. */
  readonly masked: boolean;
}
export type StackLayer = StackShapes['layers'][number];

export interface WireSource {
  readonly wire: WireId;
  readonly node: GraphNode;
  /** The fields of its kind. */
  readonly fields: Fields;
  readonly port: string;
  /** Edits of the node's stack after which it gives `expected`; none where it has no stack. */
  cures(expected: Shape): readonly Fix[];
}
export interface Upstream {
  readonly size: number;
  readonly shape: Shape;
  readonly corrupted: boolean;
  /** Where the clean values lie; null where several differ. */
  readonly range: DataRange | null;
}

export interface InferContext<F extends Fields = Fields> {
  readonly node: GraphNode;
  readonly params: ParamsOf<F>;
  /** Types on the wires that end at `port`, in a stable order; empty when dangling, and unknown ones left out. */
  inputs(port: string): readonly PortType[];
  input(port: string): PortType | null;
  /** Where the wires at `port` come from, in the order of `inputs`; for the fixes of a message. */
  sources(port: string): readonly WireSource[];
  /** The data that the node depends on: values of one item (the least of several), whether Noise came between, and where they lie. */
  readonly upstream: Upstream | null;
  /** The node's stack (its own, or the mirror of its target) run from `input`; also reports its diagnostics. */
  stack(input: Shape, masked?: boolean): StackShapes;
  /** Reports a problem of this node. */
  report(diagnostic: Diagnostic): void;
}
export interface Inference {
  readonly outputs: Readonly<Record<string, PortType>>;
  /** Weights outside the stack (a codebook, the heads of a Gaussian bottleneck). */
  readonly weights?: readonly WeightSpec[];
}
/** What is known without an input. */
export const nothing: Inference = { outputs: {} };

/** A tensor and the mask that travels with it, [batch, places] of 1 and 0, where there is one. */
export interface MaskedTensor {
  readonly tensor: Tensor;
  readonly mask?: Tensor;
}
/** What a node's `build` gets. A distribution travels as two tensors, everything else as one; a value whose type is masked has its mask. */
export interface Flow extends MaskedTensor {
  readonly type: PortType;
  readonly logVariance?: Tensor;
}

export interface BuildContext<F extends Fields = Fields> {
  readonly b: Builder;
  readonly node: GraphNode;
  readonly params: ParamsOf<F>;
  readonly mode: Mode;
  readonly batch: number;
  input(port: string): Flow;
  inputs(port: string): readonly Flow[];
  optional(port: string): Flow | null;
  /** The type of an output port, as `infer` gave it. */
  typeOf(port: string): PortType;
  /** `mask`: of a port whose type is masked, and of no other. */
  output(port: string, tensor: Tensor, extra?: { readonly logVariance?: Tensor; readonly mask?: Tensor }): void;
  /** The node's own weight, as declared by `infer`. */
  weight(name: string): Tensor;
  /** The new value of a weight that is not trained by gradient, after the step (train mode only; ignored otherwise and when frozen). */
  update(name: string, value: Tensor): void;
  /** Runs the node's stack; may be called again with another input: the weights are the same. */
  stack(x: Tensor, mask?: Tensor): MaskedTensor;
  /**
   * A gradient of the node's own weight that belongs to no loss, of its shape, as of contrastive divergence: its player's optimiser goes against it, added
   * to what derivatives give. Train mode only; ignored otherwise.
   */
  pull(weight: string, gradient: Tensor): void;
  /**
   * An unweighted scalar loss; `weight` is a number or a scheduled scalar tensor. `player` makes it small, unless said otherwise that of the node.
   * `unit`: of the term before it is weighted. `ofBatch`: it is no mean over the items, and depends on how many there are.
   */
  loss(name: string, value: Tensor, weight: number | Tensor, options: { readonly unit: Unit; readonly player?: PlayerId; readonly ofBatch?: boolean }): void;
  /** Who makes what arrives at `port`: the player of the nearest node before it that learns and is not of the player of this one. */
  makerOf(port: string): PlayerId;
  /** A number that is told and not minimised; `unit` and `ofBatch` as of a loss. */
  metric(name: string, value: Tensor, options: { readonly unit: Unit; readonly ofBatch?: boolean }): void;
  /** Whether scheduled numbers move: in training; otherwise they are what they come to. */
  readonly moves: boolean;
  /** A scalar fed at every step. */
  schedule(name: string, ramp: Ramp): Tensor;
  /** The data of a Dataset, [batch, ...shape], fed under the node's id; at another port than `data`, under `id:port`. */
  data(shape: Shape, port?: string): Tensor;
  /** Whether a wire goes out from that port. */
  isWired(port: string): boolean;
  /** Derivatives of the scalar `loss`, themselves derivable (gradient penalty). */
  gradient(loss: Tensor, wrt: readonly Tensor[]): readonly Tensor[];
}

/** How codes for samples are drawn; `empirical` takes each place from the code of a real item of its own, which is no prior. */
export type Sampling = 'normal' | 'bernoulli' | 'one-hot' | 'empirical';

/** What stands inside a node on the canvas. */
export type Preview = 'samples' | 'corrupted' | 'code-map' | 'code-use' | 'reconstructions' | 'scores' | 'losses' | 'none';

/** How a term of the loss grows with the numbers of an item. */
export interface TermScale {
  /** As in `the KL term`. */
  readonly name: string;
  /** `item`: its numbers are added up; `element`: their mean is taken. */
  readonly per: 'item' | 'element';
  /** Numbers of an item that are compared. */
  readonly elements: number;
  readonly weight: number;
  /** The weight that a sum over an item usually has. */
  readonly usual: number;
  /** Holds the weight. */
  readonly field: string;
  readonly fieldLabel: string;
  /** Where the numbers of an item become one as the user says: the field, and its values. */
  readonly reduction?: { readonly field: string; readonly sum: string; readonly mean: string };
}

export interface NodeDefinition<F extends Fields = Fields> {
  readonly kind: string;
  readonly title: string;
  readonly help: string;
  /** What people also search for who want it: other names, what it is for. British spelling; searches know the American one. */
  readonly words?: readonly string[];
  readonly category: 'data' | 'network' | 'code' | 'objective' | 'wiring';
  readonly fields: F;
  readonly traits: {
    /** Holds an editable stack of layers. */
    readonly stack: boolean;
    /** The field that names the node whose stack, reversed, is used instead of the node's own. */
    readonly mirror?: string;
    /** Plays against what it judges: how the player is called that it belongs to. */
    readonly opponent?: string;
    readonly preview: Preview;
    /** Keeps its predecessors in the program (Loss, Discriminator, Bottleneck with its own term). */
    readonly objective: boolean;
    /** Other nodes may share its weights. */
    readonly shareable: boolean;
    /** Its `data` output is fed from a table, under the node's id; its field `scaling` says how. */
    readonly feedsData?: boolean;
    /** Tells the label at its input of that name, in logits at its output of that name. */
    readonly classifies?: { readonly label: string; readonly logits: string };
    /** Learns by a gradient that belongs to no loss: what that is called, and what it is. */
    readonly pulls?: FunctionText;
    /** Draws samples of the prior at its output. */
    readonly isPrior?: boolean;
  };
  inputs(params: ParamsOf<F>): readonly InputPort[];
  outputs(params: ParamsOf<F>): readonly OutputPort[];
  infer(context: InferContext<F>): Inference;
  build(context: BuildContext<F>): void;
  /** The terms of the loss that are set against each other by how they are summed; `input` gives the types at the ports. */
  terms?(params: ParamsOf<F>, input: (port: string) => PortType | null): readonly TermScale[];
  /** How many items it gives, where that is known before loading. */
  items?(params: ParamsOf<F>): number | null;
  /** Names that say what its parameters say, the usual one first: a node that has one of them is named anew when they change. */
  namesOf?(params: ParamsOf<F>): readonly string[];
  /** One line under the name on the canvas. */
  summary(params: ParamsOf<F>): string;
  /** Of nodes that make a code. */
  sampling?(params: ParamsOf<F>): Sampling;
  /** Whether its term asks for more than a short code: that each number has a meaning of its own. */
  disentangles?(params: ParamsOf<F>): boolean;
}

export function defineNode<const F extends Fields>(definition: NodeDefinition<F>): NodeDefinition {
  return definition as unknown as NodeDefinition;
}
