import type { Checkpoint } from '@/graph-engine/training/checkpoints';
import type { Weights } from '@/graph-engine/runtime/device';

/** Of the numbers of a checkpoint, those that stand in two places once. */
export function checkpointBytes({ snapshot: { parameters, stopping } }: Checkpoint): number {
  const before = stopping?.beforeEnd;
  const arrays = new Set([parameters, stopping?.weights, before?.best, before?.last].flatMap((weights) => [...(weights ?? new Map<string, Weights>()).values()].map(({ data }) => data)));
  return [...arrays].reduce((sum, { byteLength }) => sum + byteLength, 0);
}
