/** What a target refuses that writes a model to be run and not trained: told by the operation and the node. */
import type { Analysis } from '../../../analysis/types';
import type { HourglassDocument } from '../../../document/types';
import type { OpKind } from '../../../program/ops';
import type { Weights } from '../../../runtime/device';
import { readSafetensors } from '../../../runtime/safetensors';
import type { ExportOptions, Refusal } from '../target';
import { drawingOf, type Drawing } from './parts';
import type { Signature } from './signature';

/** In the place of a line of a table: why there is no such operation, as the end of a sentence. */
export interface Refused {
  readonly because: string;
}
/** An operation that cannot be written. */
export interface RefusedOp extends Refused {
  readonly operation: OpKind;
  /** The node of the drawing that it comes from. */
  readonly node: string | null;
}
/** Of every target that only runs a model. */
export const random: Refused = { because: 'draws at random, and no two runtimes draw the same numbers' };

export const refusedOps = (ops: Signature['ops'], table: { readonly [K in OpKind]: unknown }): readonly RefusedOp[] =>
  ops.flatMap((op): RefusedOp[] => {
    const line = table[op.kind];
    return typeof line === 'function' ? [] : [{ operation: op.kind, node: op.origin?.node ?? null, because: (line as Refused).because }];
  });

/** Names the operation and the node that it comes from; each once. `target`: its title. */
export function refusalsOf(target: string, { nodes }: HourglassDocument, refused: readonly RefusedOp[]): readonly Refusal[] {
  const once = new Map(refused.map((one) => [`${one.node} ${one.operation}`, one]));
  return [...once.values()].map(({ operation, node, because }) => {
    const drawn = node === null ? undefined : nodes[node];
    return { node: drawn ? node : null, message: `${drawn ? `${drawn.name} cannot be exported to ${target}: its` : `${target} cannot hold this model: an`} operation “${operation}” ${because}. Take the node out, or export to another target.` };
  });
}

function weightsIn(bytes: Uint8Array): ReadonlyMap<string, Weights> {
  const found = readSafetensors(bytes);
  if ('problem' in found) throw new Error(`internal: ${found.problem}`);
  return found.tensors;
}

/** `what`: the thing that is written, as the beginning of a sentence. */
export function openDrawing(what: string, document: HourglassDocument, analysis: Analysis, { weights }: ExportOptions): Drawing | { readonly refusals: readonly Refusal[] } {
  if (!weights) return { refusals: [{ node: null, message: `${what} holds the trained weights of a model. Train it, then export it.` }] };
  return (
    drawingOf(document, analysis, weightsIn(weights)) ?? {
      refusals: [{ node: null, message: 'Nothing in this graph is compared with the data that it was computed from, so there is no reconstruction to write. Wire an output and the Dataset to a Loss.' }],
    }
  );
}
