/** What goes into a part and comes out of it, by the names that they have outside, and the operations between. */
import type { ValueId } from '../../../program/types';
import type { GrownOp, Size } from '../growth';
import type { Drawing, Part } from './parts';
import type { PartInput } from './prepare';

export interface SignedInput extends PartInput {
  readonly name: string;
}
export interface Signature {
  readonly part: Part;
  /** Those that the results depend on. */
  readonly inputs: readonly SignedInput[];
  readonly outputs: readonly { readonly name: string; readonly value: ValueId; readonly shape: readonly Size[] }[];
  /** In an order in which they can run: what is prepared comes before what it is fed to, though it was written behind it. */
  readonly ops: readonly GrownOp[];
  readonly needed: ReadonlySet<ValueId>;
}

/** The operations that lead to `results`, in order, and everything that they are computed from. */
function leadingTo(ops: readonly GrownOp[], results: readonly ValueId[]): { readonly ops: readonly GrownOp[]; readonly needed: ReadonlySet<ValueId> } {
  const needed = new Set(results);
  const found: GrownOp[] = [];
  for (const op of [...ops].reverse()) {
    if (!needed.has(op.output)) continue;
    found.push(op);
    for (const input of op.inputs) needed.add(input);
  }
  return { ops: found.reverse(), needed };
}

/** As `leadingTo`, with what is computed instead of being fed. */
export function operationsOf(ops: readonly GrownOp[], results: readonly ValueId[], instead: ReadonlyMap<ValueId, ValueId>): Pick<Signature, 'ops' | 'needed'> {
  const main = leadingTo(ops, results);
  const first = leadingTo(ops, [...main.needed].flatMap((id) => instead.get(id) ?? []));
  return { ops: [...new Set([...first.ops, ...main.ops])], needed: new Set([...first.needed, ...main.needed]) };
}

/** The name of its port; with that of its node where another has it. */
function namesOf(inputs: readonly PartInput[], { roles }: Drawing, taken: readonly string[]): readonly string[] {
  const short = inputs.map(({ tap }) => (tap === roles.code?.tap ? 'code' : tap.slice(tap.indexOf('.') + 1)));
  return short.map((name, i) => (taken.includes(name) || short.some((other, j) => other === name && i !== j) ? inputs[i]!.tap : name));
}

export function signatureOf(part: Part, drawing: Drawing): Signature {
  const { grown, prepared, results } = part;
  const { ops, needed } = operationsOf(grown.ops, Object.values(results), prepared.instead);
  const used = prepared.inputs.filter(({ values }) => values.some((id) => needed.has(id) && !prepared.instead.has(id)));
  const names = namesOf(used, drawing, Object.keys(results));
  return {
    part,
    inputs: used.map((input, i) => ({ ...input, name: names[i]! })),
    outputs: Object.entries(results).map(([name, value]) => ({ name, value, shape: grown.values[value]!.shape })),
    ops,
    needed,
  };
}
