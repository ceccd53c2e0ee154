/** Writes the operations that lead to some values as nodes of a graph. */
import type { Weights } from '../../runtime/device';
import type { ValueId } from '../../program/types';
import type { OpKind } from '../../program/ops';
import type { Grown, GrownOp } from '../program/growth';
import { held, OWN, type Graph, type Held } from './graph';
import { ops as table, type OnnxTable } from './ops';

/** An operation that a file cannot hold. */
export interface RefusedOp {
  readonly operation: OpKind;
  /** The node of the drawing that it comes from. */
  readonly node: string | null;
  readonly because: string;
}
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

/** The operations that lead to `results`, in order, and everything that they are computed from. */
export function leadingTo(ops: readonly GrownOp[], results: readonly ValueId[]): { readonly ops: readonly GrownOp[]; readonly needed: ReadonlySet<ValueId> } {
  const needed = new Set(results);
  const found: GrownOp[] = [];
  for (const op of [...ops].reverse()) {
    if (!needed.has(op.output)) continue;
    found.push(op);
    for (const input of op.inputs) needed.add(input);
  }
  return { ops: found.reverse(), needed };
}

/** @returns the results, or what cannot be written. @throws `internal:` where a parameter has no weights. */
export function writeGraph({ grown, graph, given, instead, weights, results, precise, operations = table }: GraphOptions): { readonly results: readonly Held[] } | { readonly refused: readonly RefusedOp[] } {
  const main = leadingTo(grown.ops, results);
  // What is prepared comes before what it is fed to, though it was written behind it.
  const first = leadingTo(grown.ops, [...main.needed].flatMap((id) => instead.get(id) ?? []));
  const order = [...new Set([...first.ops, ...main.ops])];
  const refused = order.flatMap((op): RefusedOp[] => {
    const write = operations[op.kind];
    return typeof write === 'function' ? [] : [{ operation: op.kind, node: op.origin?.node ?? null, because: write.because }];
  });
  if (refused.length > 0) return { refused };
  const values = new Map(given);
  for (const { name, value } of grown.builder.parameters) {
    if (!first.needed.has(value) && !main.needed.has(value)) continue;
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
    const written = (operations[op.kind] as Exclude<OnnxTable[OpKind], { because: string }>)({ kind: op.kind, attrs: op.attrs, inputs, shape, dtype, graph });
    values.set(op.output, precise?.has(op.output) ? held(graph.cast(graph.last(written), 'double')) : written);
  }
  graph.scope = OWN;
  return { results: results.map(valueOf) };
}
