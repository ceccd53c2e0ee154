/**
 * From a plan to the list that the module runs: element-wise operations are gathered in chains, updates take the place of what they update,
 * and every value gets an address.
 */
import { sizeOf } from '../../document/shape';
import type { Op, Program, ValueId } from '../../program/types';
import { Fn } from './assembly/functions';
import { Opcode } from './assembly/opcodes';
import { patternOf } from './broadcast-pattern';
import { LONGEST_CHAIN, writeChain, type ChainInput, type ChainOp } from './chain';
import { finishOf, finishProduct } from './finish-products';
import { kernels } from './kernels';
import type { KernelContext } from './kernels/definition';
import { broadcast, copyRecord } from './kernels/strided';
import type { OpRecord, Storage, Word } from './record';

interface OpenChain {
  readonly count: number;
  readonly ops: readonly ChainOp[];
  readonly totals: ReadonlySet<ValueId>;
}
export interface LowerOptions {
  /** Values with a place of their own: parameters, inputs, constants. */
  readonly fixed: ReadonlyMap<ValueId, number>;
  /** Those of them that hold one number everywhere. */
  readonly uniform?: ReadonlySet<ValueId>;
  /** Values that are read after the list has run. */
  readonly fetch: readonly ValueId[];
  readonly updates: Program['updates'];
  /** One record for each operation, and every value in a place of its own: to look at the values one by one. */
  readonly separate?: boolean;
}
export interface Lowered {
  readonly records: readonly OpRecord[];
  /** Every storage that has no address yet. */
  readonly temporaries: readonly Storage[];
  /** Values that are read after the list has run live to its end. */
  readonly kept: ReadonlySet<Storage>;
  storageOf(value: ValueId): Storage;
  /** What a storage holds; nothing is said of those for the numbers of an operation in between. */
  readonly valueOf: ReadonlyMap<Storage, ValueId>;
}
/** Products that do themselves what follows them (finish-products.ts). */
const finishing: ReadonlySet<Opcode> = new Set([Opcode.MatMul, Opcode.BatchMatMul, Opcode.Conv2d, Opcode.ConvInputGrad]);
/** Sums of fewer numbers are not worth a place in a chain. */
const TOTAL_FROM = 128;

export function lower(program: Program, ops: readonly Op[], options: LowerOptions): Lowered {
  return new KernelLowering(program, ops, options).run();
}

class KernelLowering {
  private readonly records: OpRecord[] = [];
  private readonly storages = new Map<ValueId, Storage>();
  private readonly all: Storage[] = [];
  private readonly alias = new Map<ValueId, ValueId>();
  private readonly consumers = new Map<ValueId, Set<Op>>();
  private readonly open = new Set<OpenChain>();
  private readonly producer = new Map<ValueId, OpenChain>();
  private readonly kept = new Set<ValueId>();
  /** Small operations that would close a chain early, by what they compute: they wait until that is asked for. */
  private readonly waiting = new Map<ValueId, Op>();
  private readonly position: ReadonlyMap<Op, number>;

  constructor(
    private readonly program: Program,
    private readonly ops: readonly Op[],
    private readonly options: LowerOptions,
  ) {
    this.position = new Map(ops.map((op, i) => [op, i]));
    for (const op of ops) if ('alias' in kernels[op.kind]) this.alias.set(op.output, op.inputs[0]!);
    for (const [value, address] of options.fixed) this.storages.set(value, this.newStorage(this.count(value), address));
    for (const op of ops) {
      if (this.alias.has(op.output)) continue;
      for (const input of op.inputs) {
        const root = this.root(input);
        const known = this.consumers.get(root);
        if (known) known.add(op);
        else this.consumers.set(root, new Set([op]));
      }
    }
    for (const value of [...options.fetch, ...options.updates.map(({ value }) => value)]) this.kept.add(this.root(value));
  }

  run(): Lowered {
    for (const op of this.ops) {
      const kernel = kernels[op.kind];
      if ('alias' in kernel) continue;
      if ('chain' in kernel) {
        if (this.mayWait(op)) this.waiting.set(op.output, op);
        else this.join(op, kernel.chain);
      } else if (!this.joinAsTotal(op)) this.emitKernel(op, kernel.lower);
      if (this.options.separate) this.closeAll();
    }
    this.closeAll();
    if (!this.options.separate) this.update();
    return {
      records: this.records,
      temporaries: this.all.filter(({ address }) => address === null),
      kept: new Set(this.options.fetch.map((value) => this.storage(value))),
      storageOf: (value) => this.storage(value),
      valueOf: new Map([...this.storages].map(([value, storage]) => [storage, value])),
    };
  }

  private root(value: ValueId): ValueId {
    let root = value;
    for (let next = this.alias.get(root); next !== undefined; next = this.alias.get(root)) root = next;
    return root;
  }
  private shape(value: ValueId): readonly number[] {
    return this.program.values[value]!.shape;
  }
  private count(value: ValueId): number {
    return sizeOf(this.shape(value));
  }
  private newStorage(count: number, address: number | null = null): Storage {
    const storage: Storage = { id: this.all.length, bytes: count * 4, given: address !== null, address };
    this.all.push(storage);
    return storage;
  }
  /** The place of a value; whatever computes it is emitted first. */
  private storage(value: ValueId): Storage {
    const root = this.root(value);
    this.compute(root);
    const chain = this.producer.get(root);
    if (chain) this.close(chain);
    let storage = this.storages.get(root);
    if (!storage) {
      storage = this.newStorage(this.count(root));
      this.storages.set(root, storage);
    }
    return storage;
  }

  /** The record that computes a product and nothing more yet, with the columns of the product, if nobody reads it but `inside`. */
  private productIn(storage: Storage, inside: ReadonlySet<Op>): { readonly at: number; readonly columns: number } | null {
    const at = this.records.findLastIndex(({ opcode, writes }) => finishing.has(opcode) && writes.includes(storage));
    const [op, ...more] = this.records[at]?.ops ?? [];
    const output = op?.output;
    if (output === undefined || more.length > 0 || this.kept.has(output) || [...(this.consumers.get(output) ?? [])].some((op) => !inside.has(op))) return null;
    return { at, columns: this.shape(output).at(-1)! };
  }
  /** Lets the product before a chain do its work, if it can. */
  private finish(chain: OpenChain, inside: ReadonlySet<Op>, needed: (value: ValueId) => boolean): boolean {
    const last = chain.ops.at(-1)!;
    if (this.options.separate || chain.ops.some((op) => needed(op.output) !== (op === last))) return false;
    const found = finishOf(chain.ops, chain.count, (storage) => this.productIn(storage, inside)?.columns ?? null);
    if (!found) return false;
    const { at } = this.productIn(found.product, inside)!;
    // A bias that is computed, too, must be there by then.
    if (found.bias && this.records.slice(at).some(({ writes }) => writes.includes(found.bias!))) return false;
    this.records[at] = finishProduct(this.records[at]!, found, this.storage(last.output), chain.ops);
    return true;
  }

  private emit(opcode: Opcode, op: Op, writes: Storage, words: readonly Word[]): void {
    const reads = [...new Set(words.filter((word): word is Storage => typeof word === 'object' && word !== writes))];
    this.records.push({ opcode, words, reads, writes: [writes], ops: [op] });
  }
  private contextOf(op: Op, output: Storage): KernelContext {
    return {
      inputs: op.inputs.map((input) => this.storage(input)),
      shapes: op.inputs.map((input) => this.shape(input)),
      output,
      shape: this.shape(op.output),
      attrs: op.attrs,
      temporary: (count) => this.newStorage(count),
      emit: (opcode, writes, words) => this.emit(opcode, op, writes, words),
    };
  }
  private emitKernel(op: Op, run: (context: KernelContext) => void): void {
    // Asking for the inputs emits the chains they come from.
    const context = this.contextOf(op, this.storage(op.output));
    run(context);
  }

  /** Gives `op` to the chains that compute what it reads, which become one. What has nothing in common stays apart: few streams are read fast. */
  private extend(op: ChainOp, count: number): void {
    const before = new Set(op.inputs.flatMap((input) => ('value' in input ? [this.producer.get(input.value)!] : [])));
    const ops = [...before].flatMap((chain) => chain.ops);
    const chain: OpenChain = {
      count,
      ops: [...ops, op].toSorted((a, b) => this.position.get(a.op)! - this.position.get(b.op)!),
      totals: new Set([...[...before].flatMap(({ totals }) => [...totals]), ...(op.fn === Fn.Total ? [op.output] : [])]),
    };
    for (const each of before) this.open.delete(each);
    this.open.add(chain);
    for (const { output } of chain.ops) this.producer.set(output, chain);
  }
  /**
   * What is computed from a sum (the value of a loss) needs the chain to be over that takes the sum. Unless it is asked for, it waits, so that the
   * operations which follow in that chain (the gradient of the loss) still find its numbers in registers.
   */
  private mayWait(op: Op): boolean {
    if (this.count(op.output) >= TOTAL_FROM) return false;
    return op.inputs.map((input) => this.root(input)).some((input) => this.waiting.has(input) || this.producer.get(input)?.totals.has(input));
  }
  private compute(value: ValueId): void {
    const op = this.waiting.get(value);
    if (!op) return;
    this.waiting.delete(value);
    const kernel = kernels[op.kind];
    if ('chain' in kernel) this.join(op, kernel.chain);
  }
  private join(op: Op, fn: Fn): void {
    const to = this.shape(op.output);
    const count = sizeOf(to);
    for (const input of op.inputs) this.compute(this.root(input));
    // What comes from another chain, or as the sum of this one, must have been computed.
    for (const input of op.inputs) {
      const from = this.producer.get(this.root(input));
      if (from && (from.count !== count || this.count(this.root(input)) !== count)) this.close(from);
    }
    const inputs = op.inputs.map((input): ChainInput => {
      if (this.producer.has(this.root(input))) return { value: this.root(input) };
      const storage = this.storage(input);
      const shape = this.shape(input);
      const pattern = this.options.uniform?.has(this.root(input)) ? { repeat: count, inner: 1 } : patternOf(shape, to);
      if (pattern) return { storage, pattern };
      const full = this.newStorage(count);
      // Not by the context of the operation, which would ask for its other inputs and so emit their chains.
      broadcast({ emit: (opcode, writes, words) => this.emit(opcode, op, writes, words) }, storage, shape, full, to);
      return { storage: full, pattern: { repeat: 1, inner: count } };
    });
    const sources = new Set(inputs.flatMap((input) => ('value' in input ? [this.producer.get(input.value)!] : [])));
    const length = [...sources].reduce((sum, chain) => sum + chain.ops.length, 0);
    if (length < LONGEST_CHAIN) return this.extend({ fn, op, inputs, output: op.output }, count);
    // Too long together: what they computed so far is read from memory.
    for (const chain of sources) this.close(chain);
    const settled = inputs.map((input): ChainInput => ('value' in input ? { storage: this.storage(input.value), pattern: { repeat: 1, inner: count } } : input));
    this.extend({ fn, op, inputs: settled, output: op.output }, count);
  }
  /** The sum of everything that a chain computes is taken on the way. */
  private joinAsTotal(op: Op): boolean {
    if (op.kind !== 'sum' || this.count(op.output) !== 1) return false;
    const value = this.root(op.inputs[0]!);
    const chain = this.producer.get(value);
    if (!chain || chain.count < TOTAL_FROM || chain.totals.has(value) || chain.ops.length >= LONGEST_CHAIN || this.count(value) !== chain.count) return false;
    this.extend({ fn: Fn.Total, op, inputs: [{ value }], output: op.output }, chain.count);
    return true;
  }

  private close(chain: OpenChain): void {
    this.open.delete(chain);
    const inside = new Set(chain.ops.map(({ op }) => op));
    for (const { output } of chain.ops) this.producer.delete(output);
    const needed = (value: ValueId): boolean => this.kept.has(value) || chain.totals.has(value) || [...(this.consumers.get(value) ?? [])].some((op) => !inside.has(op));
    if (this.finish(chain, inside, needed)) return;
    this.records.push(...writeChain(chain.ops, chain.count, (value) => (needed(value) ? this.storage(value) : null)));
  }
  private closeAll(): void {
    for (const value of [...this.waiting.keys()]) this.compute(value);
    for (const chain of [...this.open]) this.close(chain);
  }

  /** New values of parameters are computed where the old ones lie if nobody needs those any more; else they are copied at the end. */
  private update(): void {
    const copies: OpRecord[] = [];
    const settled = new Set<Storage>();
    /** Parameters that no longer hold what they held before. */
    const changed = new Set<Storage>();
    for (const { parameter, value } of this.options.updates) {
      const target = this.storages.get(this.program.parameters.find(({ name }) => name === parameter)!.value)!;
      const source = this.storage(value);
      const writer = this.records.findIndex(({ writes }) => writes.includes(source));
      const reader = this.records.findLastIndex(({ reads }) => reads.includes(target));
      const free = source.address === null && !settled.has(source) && writer >= 0 && this.records.findLastIndex(({ writes }) => writes.includes(source)) === writer;
      settled.add(source);
      if (free && (reader < writer || (reader === writer && this.records[writer]!.overwrites?.(target, source)))) {
        source.address = target.address;
        changed.add(target);
        continue;
      }
      copies.push(copyRecord(target, source, source.bytes / 4));
      changed.add(target);
    }
    if (copies.some(({ reads }) => reads.some((storage) => changed.has(storage)))) throw new Error('internal: parameters are exchanged within a step');
    this.records.push(...copies);
  }
}
