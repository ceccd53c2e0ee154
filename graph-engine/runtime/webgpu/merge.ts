/**
 * Chains that do the same to other tensors (the optimiser, for each parameter) become one over all of them, where what they read and write can lie side
 * by side: one dispatch in place of dozens.
 */
import type { Op, ValueId } from '../../program/types';
import type { ChainUnit, Unit } from '../fused/units';
import type { Folded } from './fold';
import type { Elements, ShaderLowering } from './elements';
import type { Span } from './kernel';

/** Numbers to which a value among others is rounded up, so that it can be bound by itself (256 bytes). */
export const ALIGNED = 64;

export interface Merged {
  readonly elements: Elements;
  readonly spans: readonly Span[];
}
export interface Merging {
  /** Parameters by their value, and the value that each is updated with. */
  readonly parameters: ReadonlySet<ValueId>;
  readonly updates: ReadonlyMap<ValueId, ValueId>;
  /** Values with a place of their own that is no parameter's: inputs, constants. */
  readonly placed: ReadonlySet<ValueId>;
  /** Numbers that may lie side by side. */
  readonly largest: number;
}

const roundUp = (count: number): number => Math.ceil(count / ALIGNED) * ALIGNED;

/** A chain whose tensors could be others. */
interface Member {
  readonly unit: ChainUnit;
  /** What it does, apart from what to. */
  readonly key: string;
  readonly tensors: readonly ValueId[];
}

class Pattern {
  readonly tensors: ValueId[] = [];
  private readonly names = new Map<ValueId, string>();
  /** Operations that give one number for all elements. */
  private readonly single = new Set<ValueId>();
  /** New values of parameters, which lie where the old ones do. */
  private readonly news: ReadonlySet<ValueId>;

  constructor(
    private readonly unit: ChainUnit,
    private readonly lowering: ShaderLowering,
    private readonly merging: Merging,
    /** Single numbers that several chains read; null while those are looked for. */
    private readonly shared: ReadonlySet<ValueId> | null,
  ) {
    this.news = new Set(merging.updates.values());
  }

  /** Null for a chain that reads what cannot lie beside others. */
  read(): Member | null {
    const { unit } = this;
    const { values } = this.lowering;
    const count = values.count(unit.outputs[0]!);
    const lines: string[] = [];
    for (const [i, op] of unit.ops.entries()) {
      const inputs = op.inputs.map((input) => this.nameOf(this.lowering.fused.rootOf(input), count));
      if (inputs.includes(null)) return null;
      const single = op.kind !== 'broadcastTo' && op.inputs.every((input) => this.single.has(this.lowering.fused.rootOf(input)));
      if (single !== (values.count(op.output) === 1) && !(count === 1 && !single)) return null;
      if (!single && values.count(op.output) !== count) return null;
      if (single) this.single.add(op.output);
      this.names.set(op.output, `o${i}`);
      lines.push(`${op.kind}(${inputs.join()})`);
    }
    return { unit, key: `${lines.join(';')}>${unit.outputs.map((output) => this.names.get(output)).join()}`, tensors: this.tensors };
  }
  private nameOf(root: ValueId, count: number): string | null {
    const known = this.names.get(root);
    if (known) return known;
    const name = this.newName(root, count);
    if (name) this.names.set(root, name);
    return name;
  }
  private newName(root: ValueId, count: number): string | null {
    const { lowering, merging, shared } = this;
    const number = lowering.fused.numbers.get(root);
    if (number || (lowering.values.count(root) === 1 && (count !== 1 || shared?.has(root)))) {
      this.single.add(root);
      return number ? ('constant' in number ? `c${number.constant}` : `s${number.control}`) : `v${root}`;
    }
    if (lowering.values.count(root) !== count || merging.placed.has(root) || this.news.has(root) || lowering.values.isInteger(root)) return null;
    this.tensors.push(root);
    return `t${this.tensors.length}${merging.parameters.has(root) ? 'p' : ''}`;
  }
  get singles(): ReadonlySet<ValueId> {
    return this.single;
  }
}

export interface Merge {
  readonly rest: readonly Folded[];
  readonly merged: readonly Merged[];
}
/** What is merged, and the rest. */
export function merge(folded: readonly Folded[], lowering: ShaderLowering, merging: Merging): Merge {
  const { values } = lowering;
  const chains = folded.flatMap(({ unit }) => (unit.kind === 'chain' && unit.ops.length > 0 ? [unit] : []));
  const shared = new Set<ValueId>();
  for (const unit of chains) {
    if (values.count(unit.outputs[0]!) === 1) continue;
    const pattern = new Pattern(unit, lowering, merging, null);
    if (pattern.read()) for (const value of pattern.singles) shared.add(value);
  }
  const parameterOf = new Map([...merging.updates].map(([parameter, value]) => [value, parameter]));
  const groups = new Map<string, Member[]>();
  for (const unit of chains) {
    const member = new Pattern(unit, lowering, merging, shared).read();
    // Only what ends in parameters, in place of what they were, stays side by side from step to step.
    if (member && unit.outputs.every((output) => member.tensors.includes(parameterOf.get(output) ?? -1))) groups.set(member.key, [...(groups.get(member.key) ?? []), member]);
  }
  const merged: Merged[] = [];
  const gone = new Set<Unit>();
  const spread = new Set<ValueId>();
  for (const group of groups.values()) {
    const members = group.toSorted((a, b) => values.count(b.unit.outputs[0]!) - values.count(a.unit.outputs[0]!));
    const whole = members.reduce((sum, { unit }) => sum + roundUp(values.count(unit.outputs[0]!)), 0);
    const all = members.flatMap(({ tensors, unit }) => [...tensors, ...unit.outputs]);
    if (members.length < 2 || values.count(members[0]!.unit.outputs[0]!) === 1 || whole > merging.largest || new Set(all).size < all.length || all.some((value) => spread.has(value))) continue;
    for (const value of all) spread.add(value);
    merged.push(mergeMembers(members, whole, lowering));
    for (const { unit } of members) gone.add(unit);
  }
  return { rest: folded.filter(({ unit }) => !gone.has(unit)), merged };
}

/** The first chain written anew, over values that span those of all. */
function mergeMembers(members: readonly Member[], whole: number, { values, fused }: ShaderLowering): Merged {
  const { unit, tensors } = members[0]!;
  const count = values.count(unit.outputs[0]!);
  const renamed = new Map<ValueId, ValueId>();
  const span = (first: ValueId, of: (member: Member) => ValueId): Span => {
    const value = values.temporary([whole]);
    renamed.set(first, value);
    return { value, members: members.map(of) };
  };
  const spans = [...tensors.map((tensor, k) => span(tensor, (member) => member.tensors[k]!)), ...unit.outputs.map((output, k) => span(output, (member) => member.unit.outputs[k]!))];
  for (const { output } of unit.ops) if (!renamed.has(output) && values.count(output) === count) renamed.set(output, values.temporary([whole]));
  const name = (value: ValueId): ValueId => renamed.get(fused.rootOf(value)) ?? value;
  const ops = unit.ops.map((op): Op => ({ ...op, inputs: op.inputs.map(name), output: name(op.output) }));
  return { elements: { ops, inputs: unit.inputs.map(name), outputs: unit.outputs.map(name) }, spans };
}
