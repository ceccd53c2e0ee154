/** Runs one program as one call into the module. What is placed and written once for a plan is kept from run to run. */
import { sizeOf } from '../../document/shape';
import { flopsOf } from '../../program/flops';
import type { Program, ValueId } from '../../program/types';
import { keyOf } from '../../random/philox';
import type { Executor, Fetched, NonFinite, Profile, ProfileLimits, RunOptions } from '../device';
import { makePlan, type Plan } from '../plan';
import { encode, type Encoded } from './encode';
import { lower, type Lowered } from './lower';
import { planOf, timeRecords } from './profile';
import type { WasmStore } from './store';

interface Prepared {
  readonly plan: Plan;
  readonly lowered: Lowered;
  readonly encoded: Encoded;
  /** Threads that pay off. */
  readonly parts: number;
}

/** Floating-point operations of a run below which meeting costs more than a second thread gains. */
export const WORTH_THREADS = 4e6;
const workOf = ({ program, steps }: Plan): number => steps.reduce((sum, { op }) => sum + flopsOf(program, op), 0);

export class WasmExecutor implements Executor {
  readonly #prepared = new Map<string, Prepared>();
  /** Places of inputs and constants, by value. */
  readonly #own = new Map<ValueId, number>();

  constructor(
    readonly program: Program,
    private readonly store: WasmStore,
  ) {}

  private count(value: ValueId): number {
    return sizeOf(this.program.values[value]!.shape);
  }
  private placeOf(value: ValueId): number {
    let address = this.#own.get(value);
    if (address === undefined) {
      address = this.store.machine.arena.take(this.count(value) * 4);
      this.#own.set(value, address);
    }
    return address;
  }

  private prepare(fetch: readonly ValueId[], updates: boolean, separate = false): Prepared {
    const key = `${updates} ${separate} ${fetch.join()}`;
    const known = this.#prepared.get(key);
    if (known) return known;
    const { arena, rooms, run } = this.store.machine;
    const plan = makePlan(this.program, fetch, { updates });
    const fixed = new Map<ValueId, number>();
    for (const { value } of plan.program.inputs) fixed.set(value, this.placeOf(value));
    for (const { name, value } of plan.parameters) fixed.set(value, this.store.address(name));
    const constants = plan.once.map(({ op }) => op);
    if (constants.length > 0) {
      const before = lower(plan.program, constants, { fixed: new Map(), fetch: constants.map(({ output }) => output), updates: [] });
      for (const { output } of constants) {
        const storage = before.storageOf(output);
        storage.address ??= this.placeOf(output);
        fixed.set(output, storage.address);
      }
      const list = encode(arena, before, rooms);
      run(list.list, 1);
      list.dispose();
    }
    const lowered = lower(plan.program, plan.steps.map(({ op }) => op), { fixed, fetch, updates: plan.program.updates, separate });
    const parts = workOf(plan) < this.store.worthThreads ? 1 : this.store.machine.parts;
    const prepared = { plan, lowered, encoded: encode(arena, lowered, rooms, { separate }), parts };
    this.#prepared.set(key, prepared);
    return prepared;
  }

  private feed(plan: Plan, { feeds, seed, step }: RunOptions): void {
    const { arena, rooms } = this.store.machine;
    for (const input of plan.program.inputs) {
      const { shape } = this.program.values[input.value]!;
      const target = arena.view(this.placeOf(input.value), sizeOf(shape));
      if (input.kind === 'scalar') {
        target[0] = input.at(step);
        continue;
      }
      const feed = feeds[input.name];
      if (!feed) throw new Error(`internal: the input ${input.name} was not fed`);
      if (feed.shape.join() !== shape.join()) throw new Error(`internal: the input ${input.name} was fed [${feed.shape}], and takes [${shape}]`);
      target.set(feed.data);
    }
    const [k0, k1] = keyOf(seed);
    arena.words.set([k0, k1, step | 0], rooms.control / 4);
  }

  run(options: RunOptions): Fetched[] {
    const { plan, lowered, encoded, parts } = this.prepare(options.fetch, options.applyUpdates);
    this.feed(plan, options);
    const storages = options.fetch.map((value) => lowered.storageOf(value));
    const read = (i: number): Float32Array => this.store.machine.arena.view(storages[i]!.address!, this.count(options.fetch[i]!)).slice();
    // What is given may be overwritten by the run, and the rest by the next one.
    const before = storages.map(({ given }, i) => (given ? read(i) : null));
    this.store.machine.run(encoded.list, parts);
    return options.fetch.map((value, i) => {
      const { shape, dtype } = this.program.values[value]!;
      const numbers = before[i] ?? read(i);
      const data = dtype === 'int32' ? new Int32Array(numbers.buffer) : numbers;
      return { shape, data: () => Promise.resolve(data), dispose: () => {} };
    });
  }

  findNonFinite(options: RunOptions): Promise<NonFinite | null> {
    const { plan, lowered, encoded } = this.prepare(options.fetch, options.applyUpdates, true);
    this.feed(plan, options);
    const { arena, run } = this.store.machine;
    const isFinite = (address: number, value: ValueId): boolean => arena.view(address, this.count(value)).every(Number.isFinite);
    for (const { name, value } of plan.program.inputs) {
      if (!isFinite(this.placeOf(value), value)) return Promise.resolve({ origin: null, phase: 'before', kind: 'input', name });
    }
    for (const { name, value, origin } of plan.parameters) {
      if (!isFinite(this.store.address(name), value)) return Promise.resolve({ origin, phase: 'before', kind: 'parameter', name });
    }
    for (const [i, { ops }] of lowered.records.entries()) {
      run(encoded.addresses[i]!, 1);
      const op = ops.at(-1)!;
      if (this.program.values[op.output]!.dtype !== 'float32') continue;
      const last = lowered.records[i + 1]?.ops.at(-1) !== op;
      if (last && !isFinite(lowered.storageOf(op.output).address!, op.output)) return Promise.resolve({ origin: op.origin, phase: op.phase, kind: op.kind, name: null });
    }
    return Promise.resolve(null);
  }

  profile(options: RunOptions, limits: ProfileLimits): Profile {
    const { plan, lowered, encoded, parts } = this.prepare(options.fetch, options.applyUpdates);
    const { arena, rooms, run } = this.store.machine;
    const alone = encode(arena, lowered, rooms, { separate: true });
    const ms = timeRecords(alone.addresses, limits, { before: () => this.feed(plan, options), run: (address) => run(address, 1) });
    alone.dispose();
    return { ...planOf({ lowered, encoded, flopsOf: (op) => flopsOf(this.program, op), ms }), threads: parts };
  }

  dispose(): void {
    const { arena } = this.store.machine;
    for (const { encoded } of this.#prepared.values()) encoded.dispose();
    for (const address of this.#own.values()) arena.release(address);
    this.#prepared.clear();
    this.#own.clear();
  }
}
