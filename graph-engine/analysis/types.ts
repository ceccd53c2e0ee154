/** What is known of a document without running it; recomputed on every edit, also for broken graphs. */
import type { Diagnostic } from '../diagnostics/types';
import type { PortType } from '../document/port-type';
import type { NodeId, WireId } from '../document/types';
import type { WeightSpec } from '../layers/definition';
import type { InputPort, OutputPort, StackShapes } from '../nodes/definition';

export interface NodeAnalysis {
  readonly inputs: readonly InputPort[];
  readonly outputs: readonly OutputPort[];
  /** Types of the output ports that could be inferred. */
  readonly types: Readonly<Record<string, PortType>>;
  /** The stack that runs: the node's own, or the mirror of its target. Null without a stack or an input. */
  readonly stack: StackShapes | null;
  /** Weights outside the stack. */
  readonly weights: readonly WeightSpec[];
  /** Trainable and not; shared weights count on their owner only. */
  readonly parameters: number;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Analysis {
  readonly nodes: Readonly<Record<NodeId, NodeAnalysis>>;
  readonly wires: Readonly<Record<WireId, PortType | null>>;
  /** Nodes in an order in which every wire goes forward; those of a cycle are left out. */
  readonly order: readonly NodeId[];
  /** Nodes that take no part: bypassed, muted, or waiting for what a muted one gave. They have no types but what they hand on. */
  readonly leftOut: readonly NodeId[];
  /** All messages, errors first. */
  readonly diagnostics: readonly Diagnostic[];
  readonly parameters: number;
  /** No diagnostic of severity error. */
  readonly sound: boolean;
}
