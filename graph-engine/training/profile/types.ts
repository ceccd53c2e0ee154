/** What a training step takes, in plain values that can be sent from a worker and printed. */
import type { Op } from '../../program/types';
import type { Peak } from '../../runtime/device';

export type { Peak };
export type Phase = Op['phase'];

/** A value between operations in the workspace of a run: a rectangle of bytes by operations. */
export interface PlacedValue {
  /** As in the program, such as `%12`; `room` for what an operation keeps to itself while it runs in several parts. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly bytes: number;
  /** Bytes from the start of the workspace. */
  readonly offset: number;
  /** The operations that use it first and last, by their position. */
  readonly first: number;
  readonly last: number;
  readonly phase: Phase;
  readonly node: string | null;
}
export interface ProfiledOperation {
  /** The operations of the program that it computes, each kind once. */
  readonly name: string;
  /** What it writes, such as `%12` or the name of a parameter, and the shape of that. */
  readonly writes: string;
  readonly shape: readonly number[];
  /** How many operations of the program it computes. */
  readonly fused: number;
  readonly phase: Phase;
  readonly node: string | null;
  readonly layer: string | null;
  /** Milliseconds by itself on one thread, the fastest of several runs; null where it cannot be timed alone. */
  readonly ms: number | null;
  /** Floating-point operations. */
  readonly flops: number;
  /** Read and written. */
  readonly bytes: number;
  /** Positions in the values of the memory plan. */
  readonly touches: readonly number[];
  /** Its line of the printed plan. */
  readonly line: string;
}
export interface MemoryPlan {
  readonly workspaceBytes: number;
  /** What the values would take side by side. */
  readonly valueBytes: number;
  readonly values: readonly PlacedValue[];
}
export interface ListedLine {
  readonly text: string;
  /** Positions of the operations that compute it; none for what is computed once for all steps or is another name for the same numbers. */
  readonly operations: readonly number[];
}
export interface PlayerProfile {
  /** The player; where an update has several batches, what follows them is told apart. */
  readonly player: string;
  /** How often a step runs it: updates of this player, or their batches. */
  readonly updates: number;
  readonly operations: readonly ProfiledOperation[];
  /** Null where the backend places values itself, one by one. */
  readonly memory: MemoryPlan | null;
  readonly program: readonly ListedLine[];
}
export interface StepProfile {
  /** Steps taken before. */
  readonly step: number;
  readonly batch: number;
  /** Whole steps by the clock, as in training; `threads` is 0 where a graphics processor or a library decides. */
  readonly clock: { readonly medianMs: number; readonly fastestMs: number; readonly rounds: number; readonly threads: number };
  /** GFLOP/s of the processor at best; null where that cannot be measured. */
  readonly peak: Peak | null;
  /** What lies beside the workspace, in bytes. */
  readonly kept: { readonly weights: number; readonly optimizerState: number; readonly batch: number };
  readonly players: readonly PlayerProfile[];
}

/** Whether operations were timed one by one. */
export const isTimed = ({ players }: StepProfile): boolean => players.every(({ operations }) => operations.every(({ ms }) => ms !== null));
