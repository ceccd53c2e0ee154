/** Writes operations as nodes of a graph. */
import type { Weights } from '../../runtime/device';
import type { ValueId } from '../../program/types';
import type { OpKind } from '../../program/ops';
import type { Grown } from '../program/growth';
import { refusedOps, type Refused, type RefusedOp } from '../program/inference/refused';
import { operationsOf } from '../program/inference/signature';
import { held, OWN, type Graph, type Held } from './graph';
import { ops as table, type OnnxTable } from './ops';

export interface GraphOptions {
  readonly grown: Pick<Grown, 'values' | 'ops'> & { readonly builder: Pick<Grown['builder'], 'parameters'> };
  readonly graph: Graph;
  /** Values at hand. */
  readonly given: ReadonlyMap<ValueId, Held>;
  /** Values that are computed by the program itself instead of being fed. */
  readonly instead: ReadonlyMap<ValueId, ValueId>;
  readonly weights: ReadonlyMap<string, Weights>;
  /** Values that go on in double precision. */
  readonly precise?: ReadonlySet<ValueId>;
  readonly results: readonly ValueId[];
  /** For tests. */
  readonly operations?: OnnxTable;
}

/** @returns the results, or what cannot be written. @throws `internal:` where a parameter has no weights. */
export function writeGraph({ grown, graph, given, instead, weights, results, precise, operations = table }: GraphOptions): { readonly results: readonly Held[] } | { readonly refused: readonly RefusedOp[] } {
  const { ops: order, needed } = operationsOf(grown.ops, results, instead);
  const refused = refusedOps(order, operations);
  if (refused.length > 0) return { refused };
  const values = new Map(given);
  for (const { name, value } of grown.builder.parameters) {
    if (!needed.has(value)) continue;
    const found = weights.get(name);
    if (!found) throw new Error(`internal: the weights hold no ${name}`);
    values.set(value, held(graph.tensor(name, found.shape, found.data)));
  }
  const valueOf = (id: ValueId): Held => {
    const found = values.get(instead.get(id) ?? id);
    if (!found) throw new Error(`internal: %${id} is not at hand where it is written`);
    return found;
  };
  for (const op of order) {
    if (values.has(op.output)) continue;
    const { node, layer } = op.origin ?? {};
    graph.scope = [node, layer, ''].filter((part) => part !== undefined).join('/');
    const { shape, dtype } = grown.values[op.output]!;
    const inputs = op.inputs.map((id) => ({ code: valueOf(id), shape: grown.values[id]!.shape, dtype: grown.values[id]!.dtype }));
    const written = (operations[op.kind] as Exclude<OnnxTable[OpKind], Refused>)({ kind: op.kind, attrs: op.attrs, inputs, shape, dtype, graph });
    values.set(op.output, precise?.has(op.output) ? held(graph.cast(graph.last(written), 'double')) : written);
  }
  graph.scope = OWN;
  return { results: results.map(valueOf) };
}
