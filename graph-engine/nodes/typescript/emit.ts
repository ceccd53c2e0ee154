/** What a node kind's TypeScript emitter gets, and what it gives back for an exported project. */
import type { Fields, ParamsOf } from '../../document/fields';
import type { PortType } from '../../document/port-type';
import type { Shape } from '../../document/shape';
import type { GraphNode } from '../../document/types';

/** A function of ours that a project gets only when something calls it. */
export interface Helper {
  readonly name: string;
  /** `ops`: tensor functions; `codes`: what makes a code; `losses`: terms of the objective. */
  readonly file: 'ops' | 'codes' | 'losses';
  /** One exported declaration with its comment, formatted. */
  readonly source: string;
  readonly needs?: readonly Helper[];
}

/** A place in the generated code. Expressions of ports are valid there. */
export interface Site {
  input(port: string): string;
  inputs(port: string): readonly string[];
  /** The node's own value. */
  readonly self: string;
  /** How the helper is called there. */
  use(helper: Helper): string;
  /** The number of the training step, from 0. */
  step(): string;
}
/** A pass through the graph: `forward` in any mode, or a part of it where nothing is random. */
export interface Pass extends Site {
  /** Expression of type Mode. */
  readonly mode: string;
  readonly infer: boolean;
  /** Expression for the items in the batch. */
  batchSize(): string;
}

/** `value` may also use `model`, whose fields are those of the nodes. */
export interface TermCode {
  readonly name: string;
  /** Scalar, unweighted. */
  value(site: Site): string;
  weight(site: Site): string;
}
/** What lives across steps. */
export interface MemberCode {
  /** Expression for a field of the model. */
  readonly create: string;
  /** Declarations of `model.ts` that `create` needs. */
  readonly model?: string;
  /** A class of `codes.ts` that `create` needs. */
  readonly codes?: string;
  readonly codesUse?: readonly Helper[];
  /** Expression for its tf.Variables, in the order of `names`. */
  readonly variables: (field: string) => string;
  readonly names: readonly string[];
  /** The constant of `model` that holds the names; left out where there are none. */
  readonly namesConstant?: string;
}
export interface NodeCode {
  readonly member?: MemberCode;
  /** The value of one pass; `same` names the input port that it repeats, null is for nodes without output. */
  value(pass: Pass): string | { readonly same: string } | null;
  /** What comes after the name of the value to get a port. Default: nothing. */
  readonly ports?: Readonly<Record<string, string>>;
  readonly terms?: readonly TermCode[];
  /** Figures that are shown but not trained: name and expression. */
  readonly metrics?: readonly { readonly name: string; value(site: Site): string }[];
  /** Statement after a training pass, for weights that no gradient moves. */
  afterStep?(field: string, value: string): string;
  /** Before the first step: a statement that starts the weights from the value at a port. */
  readonly start?: { readonly port: string; statement(field: string, input: string): string };
}

export interface NodeEmit<F extends Fields = Fields> {
  readonly node: GraphNode;
  readonly params: ParamsOf<F>;
  /** Identifier of the value and of the model's field. */
  readonly name: string;
  readonly className: string;
  /** The user's name, safe in a comment. */
  readonly title: string;
  readonly frozen: boolean;
  /** The field of the node that holds the weights: its own, or the one it shares with; without `this.`. */
  readonly owner: string;
  /** False where the weights are those of another node. */
  readonly ownsWeights: boolean;
  inputType(port: string): PortType;
  /** Whether a wire ends at that port. */
  hasInput(port: string): boolean;
  typeOf(port: string): PortType;
  /** The node's stack as tf.layers expressions, and the names of its weights. */
  readonly stack: { readonly layers: readonly string[]; readonly names: readonly string[] };
  /** What the stack gives, without the batch. */
  readonly stackOutput: Shape;
  /** The full name of the node's own weight in weights.safetensors. */
  weightName(name: string): string;
}

/** Keeps the parameters typed inside the emitter and opaque outside. */
export const defineCode =
  <F extends Fields = Fields, P = ParamsOf<F>>(write: (emit: Omit<NodeEmit<F>, 'params'> & { readonly params: P }) => NodeCode) =>
  (emit: NodeEmit): NodeCode =>
    write(emit as unknown as Omit<NodeEmit<F>, 'params'> & { readonly params: P });
