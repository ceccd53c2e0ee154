/**
 * From a plan to units for a GPU. Element-wise values are stored only where a kernel, another count or the end of the run needs them; elsewhere they are
 * computed again where they are read, because arithmetic costs less than memory and less than one more dispatch.
 */
import { sizeOf } from '../../document/shape';
import { opOf } from '../../program/ops';
import { attr } from '../../program/ops/definition';
import type { Op, ValueId } from '../../program/types';
import type { Plan } from '../plan';
import { isElement } from './elements';
import { runOf, type SumRun } from './sum-run';
import type { KernelFinish, Unit } from './units';

export interface FuseRules {
  /** Tensors that one shader may read and write. */
  readonly bindings: number;
  /** The buffer that a tensor lies in, as far as several share one; else the tensor itself. Default: each has its own. */
  memoryOf?(value: ValueId): unknown;
  /** Tensors that one shader may write. */
  readonly outputs: number;
  /** Numbers lie in memory in their order, whatever the shape: a shader sees through a change of shape. */
  readonly flat: boolean;
  /** Whether there is a shader for a sum [outer, reduce, inner] → [outer, inner]. */
  sums(outer: number, reduce: number, inner: number): boolean;
  /**
   * Kernels are our own, as those of tfjs are not: they read what lies behind a change of shape, and list single numbers as they compute them. What follows a
   * product is then not the matter of this file, while tfjs's kernels take a bias and ReLU along.
   */
  readonly own: boolean;
}
export interface Fused {
  readonly units: readonly Unit[];
  /** The value behind changes of shape that a shader sees through. */
  rootOf(value: ValueId): ValueId;
  /** Handed to a shader beside its tensors: the number of a constant, or the position of an input that is a number of the step. */
  readonly numbers: ReadonlyMap<ValueId, { readonly constant: number } | { readonly control: number }>;
}
/** A unit before it is known what it is the last to read. */
type WithoutRelease<U> = U extends Unit ? Omit<U, 'release'> : never;
type Bare = WithoutRelease<Unit>;

/** Operations of one shader. */
const LONGEST = 48;

export function fuse(plan: Plan, rules: FuseRules): Fused {
  return new Fusion(plan, rules).run();
}

class Fusion {
  private readonly producer = new Map<ValueId, Op>();
  private readonly position = new Map<Op, number>();
  /** Element-wise values that must be in memory. */
  private readonly stored = new Set<ValueId>();
  /** What is read to compute an element-wise value, if it were not stored itself. */
  private readonly reads = new Map<ValueId, ReadonlySet<ValueId>>();
  private readonly sizes = new Map<ValueId, number>();
  /** Values that are computed from a smaller tensor, laid out otherwise. */
  private readonly broadcasts = new Set<ValueId>();
  private readonly available = new Set<ValueId>();
  private readonly numbers = new Map<ValueId, { readonly constant: number } | { readonly control: number }>();
  private readonly units: Bare[] = [];
  private readonly readers = new Map<ValueId, Op[]>();
  private readonly kept: readonly ValueId[];

  constructor(
    private readonly plan: Plan,
    private readonly rules: FuseRules,
  ) {
    this.kept = [...plan.fetch, ...plan.program.updates.map(({ value }) => value)];
  }

  run(): Fused {
    const { plan } = this;
    plan.steps.forEach(({ op }, i) => {
      this.producer.set(op.output, op);
      this.position.set(op, i);
      for (const input of op.inputs) this.readers.set(input, [...(this.readers.get(input) ?? []), op]);
    });
    for (const { op } of plan.once) {
      const constant = op.kind === 'constant' ? attr.number(op.attrs, 'value') : NaN;
      if (Number.isFinite(Math.fround(constant))) this.numbers.set(op.output, { constant });
    }
    const scalars = plan.program.inputs.filter(({ kind }) => kind === 'scalar');
    scalars.forEach(({ value }, control) => this.numbers.set(value, { control }));
    for (const { op } of plan.steps) this.weigh(op);
    for (const value of this.kept) this.store(value);
    for (const { op } of plan.steps) this.emit(op);
    for (const value of this.kept) this.ensure(this.rules.own ? this.root(value) : value);
    return { units: this.withReleases(), rootOf: (value) => this.root(value), numbers: this.numbers };
  }

  /** How many buffers a shader binds for these. */
  private buffers(values: Iterable<ValueId>): number {
    const memoryOf = this.rules.memoryOf ?? ((value: ValueId) => value);
    return new Set([...values].map(memoryOf)).size;
  }
  private count(value: ValueId): number {
    return sizeOf(this.plan.program.values[value]!.shape);
  }
  /** The same numbers in the same order. */
  private isView(op: Op): boolean {
    return op.kind === 'reshape' || op.kind === 'stopGradient';
  }
  private seesThrough(op: Op): boolean {
    return op.kind === 'stopGradient' || (op.kind === 'reshape' && this.rules.flat);
  }
  private root(value: ValueId): ValueId {
    const op = this.producer.get(value);
    return op && this.seesThrough(op) ? this.root(op.inputs[0]!) : value;
  }
  private isLazy(value: ValueId): boolean {
    const op = this.producer.get(value);
    return op !== undefined && this.isElement(op) && !this.stored.has(value);
  }
  private isElement(op: Op): boolean {
    return isElement(op.kind) && this.plan.program.values[op.output]!.dtype === 'float32';
  }
  /** The sum as a shader takes it, or null. */
  private runOf(op: Op): SumRun | null {
    const run = op.kind === 'sum' ? runOf(op, this.shape(op.inputs[0]!)) : null;
    return run && this.rules.sums(run.outer, run.reduce, run.inner) ? run : null;
  }
  /** Single numbers that are put one after the other, of no more tensors than a shader may read. */
  private isList(op: Op): boolean {
    return this.rules.own && op.kind === 'concat' && this.plan.program.values[op.output]!.dtype === 'float32' && op.inputs.every((input) => this.count(input) === 1);
  }
  private store(value: ValueId): void {
    const op = this.producer.get(value);
    if (op && this.isView(op)) this.store(op.inputs[0]!);
    else if (op && this.isElement(op)) this.stored.add(value);
  }
  private readsOf(value: ValueId): ReadonlySet<ValueId> {
    if (this.isLazy(value)) return this.reads.get(value)!;
    return this.numbers.has(value) ? new Set() : new Set([value]);
  }

  /** Decides what has to be stored for this operation. */
  private weigh(op: Op): void {
    if (this.isView(op)) {
      if (!this.seesThrough(op)) this.store(op.inputs[0]!);
      return;
    }
    if (this.runOf(op)) {
      const source = this.root(op.inputs[0]!);
      if (!this.rules.flat && this.broadcasts.has(source)) this.store(source);
      return;
    }
    if (this.isList(op)) return;
    if (!this.isElement(op)) {
      for (const input of op.inputs) this.store(input);
      return;
    }
    const count = this.count(op.output);
    const roots = op.inputs.map((input) => this.root(input));
    for (const root of roots) if (this.count(root) !== count && this.count(root) !== 1) this.store(root);
    const size = (): number => 1 + roots.reduce((sum, root) => sum + (this.isLazy(root) ? this.sizes.get(root)! : 0), 0);
    const reads = (): Set<ValueId> => new Set(roots.flatMap((root) => [...this.readsOf(root)]));
    while (size() > LONGEST || this.buffers(reads()) > this.rules.bindings - 1) {
      const longest = roots.filter((root) => this.isLazy(root)).toSorted((a, b) => this.readsOf(b).size - this.readsOf(a).size)[0];
      if (longest === undefined) break;
      this.store(longest);
    }
    this.sizes.set(op.output, size());
    this.reads.set(op.output, reads());
    const spread = op.inputs.some((input, i) => this.broadcasts.has(roots[i]!) || (this.count(input) !== 1 && this.shape(input).join() !== this.shape(op.output).join()));
    if (spread) this.broadcasts.add(op.output);
  }
  private shape(value: ValueId): readonly number[] {
    return this.plan.program.values[value]!.shape;
  }

  private emit(op: Op): void {
    if (this.isView(op) || this.isElement(op)) return;
    const run = this.runOf(op);
    if (run) {
      const source = this.root(op.inputs[0]!);
      const { ops, leaves } = this.collect([source], false);
      for (const leaf of leaves) this.ensure(leaf);
      this.push({ kind: 'sum', op, ops, inputs: [...leaves], ...run });
    } else if (this.isList(op)) {
      const { ops, leaves } = this.collect(op.inputs, false);
      for (const leaf of leaves) this.ensure(leaf);
      this.push({ kind: 'list', op, ops, inputs: [...leaves] });
    } else if (op.kind === 'randomNormal' || op.kind === 'randomUniform') this.push({ kind: 'random', op, inputs: [] });
    else this.kernel(op);
    this.available.add(op.output);
  }
  private kernel(op: Op): void {
    const inputs = this.rules.own ? op.inputs.map((input) => this.root(input)) : op.inputs;
    for (const input of inputs) this.ensure(input);
    const finish = this.rules.own ? null : this.finishOf(op);
    this.push({ kind: 'kernel', op, definition: opOf(op.kind), finish, inputs: finish ? [...inputs, finish.bias] : inputs });
    this.available.add(finish?.output ?? op.output);
  }
  /** The one operation that reads a value, if there is just one. */
  private readerOf(value: ValueId): Op | null {
    const readers = this.readers.get(value) ?? [];
    return readers.length === 1 && !this.kept.includes(value) ? readers[0]! : null;
  }
  /** A bias and ReLU that the kernel of a product takes along: where they are stored, and nobody wants what comes before. */
  private finishOf(op: Op): KernelFinish | null {
    const add = opOf(op.kind).executeFinished ? this.readerOf(op.output) : null;
    const bias = add?.kind === 'add' ? add.inputs.find((input) => input !== op.output) : undefined;
    if (!add || bias === undefined || this.producer.has(bias) || this.numbers.has(bias)) return null;
    const columns = this.shape(op.output).at(-1)!;
    if (this.shape(bias).at(-1) !== columns || this.count(bias) !== columns || this.shape(add.output).join() !== this.shape(op.output).join()) return null;
    const relu = this.readerOf(add.output);
    if (relu?.kind === 'relu' && this.stored.has(relu.output)) return { ops: [add, relu], bias, output: relu.output };
    return this.stored.has(add.output) ? { ops: [add], bias, output: add.output } : null;
  }
  private push(unit: Bare): void {
    this.units.push(unit);
  }

  /** Sees to it that a value is in memory. */
  private ensure(value: ValueId): void {
    if (this.available.has(value)) return;
    const op = this.producer.get(value);
    if (!op) return;
    if (this.isView(op)) return this.kernel(op);
    this.chain(value);
  }

  /** The operations that give `wanted` from what is in memory, and what of that they read. With `compute`, what of `wanted` is stored is computed too. */
  private collect(wanted: readonly ValueId[], compute: boolean): { readonly ops: readonly Op[]; readonly leaves: ReadonlySet<ValueId> } {
    const ops = new Set<Op>();
    const leaves = new Set<ValueId>();
    const visit = (value: ValueId): void => {
      const root = this.root(value);
      if (this.numbers.has(root)) return;
      const op = this.producer.get(root);
      const inside = op && this.isElement(op) && !this.available.has(root) && (!this.stored.has(root) || (compute && wanted.includes(root)));
      if (!inside) return void leaves.add(root);
      if (ops.has(op)) return;
      ops.add(op);
      for (const input of op.inputs) visit(input);
    };
    for (const value of wanted) visit(value);
    return { ops: this.inOrder([...ops]), leaves };
  }
  private inOrder(ops: readonly Op[]): Op[] {
    return ops.toSorted((a, b) => this.position.get(a)! - this.position.get(b)!);
  }

  /** Computes a value, and with it what is stored of the same count, reads the same and can be computed by now. */
  private chain(value: ValueId): void {
    const group = this.companions(value);
    for (const leaf of this.collect(group, true).leaves) this.ensure(leaf);
    // What the leaves brought with them is there.
    const outputs = group.filter((output) => !this.available.has(output));
    if (outputs.length === 0) return;
    const { ops, leaves } = this.collect(outputs, true);
    this.push({ kind: 'chain', ops, outputs, inputs: [...leaves] });
    for (const output of outputs) this.available.add(output);
  }
  /** Whether one pass can write both. */
  private fits(a: ValueId, b: ValueId): boolean {
    return this.rules.flat ? this.count(a) === this.count(b) : this.shape(a).join() === this.shape(b).join();
  }
  private companions(value: ValueId): readonly ValueId[] {
    let group: readonly ValueId[] = [value];
    const pending = [...this.stored].filter((other) => other !== value && !this.available.has(other) && this.fits(other, value));
    for (const { output } of this.inOrder(pending.map((other) => this.producer.get(other)!))) {
      if (group.length >= this.rules.outputs) break;
      const own = this.collect([output], true);
      const ready = [...own.leaves].every((leaf) => this.available.has(leaf) || !this.producer.has(leaf) || group.includes(leaf));
      const before = this.collect(group, true);
      // Where equal chains become one afterwards, a single number that two of them read is no reason to join others.
      const counts = (of: ValueId): boolean => !this.rules.own || this.count(of) === this.count(value);
      const related =
        before.leaves.has(output) || own.ops.some((op) => counts(op.output) && before.ops.includes(op)) || [...own.leaves].some((leaf) => counts(leaf) && (before.leaves.has(leaf) || group.includes(leaf)));
      const grown = [...group, output];
      const { ops, leaves } = this.collect(grown, true);
      if (ready && related && ops.length <= LONGEST && this.buffers([...leaves, ...grown]) <= this.rules.bindings) group = grown;
    }
    return group;
  }

  private withReleases(): Unit[] {
    const held = new Set(this.kept);
    const seen = new Set<ValueId>();
    const units: Unit[] = [];
    for (const unit of this.units.toReversed()) {
      const release = [...new Set(unit.inputs)].filter((value) => this.producer.has(value) && !held.has(value) && !seen.has(value));
      for (const value of release) seen.add(value);
      units.push({ ...unit, release });
    }
    return units.reverse();
  }
}
