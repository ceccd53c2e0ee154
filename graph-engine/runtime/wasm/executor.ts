/** Runs one program as one call into the module. What is placed and written once for a plan is kept from run to run. */
import { sizeOf } from '../../document/shape';
import { flopsOf } from '../../program/flops';
import type { Program, ValueId } from '../../program/types';
import { keyOf } from '../../random/philox';
import type { Executor, Fetched, NonFinite, Profile, ProfileLimits, RunOptions } from '../device';
import { makePlan, type Plan } from '../plan';
import { encode, type Encoded } from './encode';
import { gatherRows, type GatherRows } from './gather-rows';
import { lower, type Lowered } from './lower';
import { planOf, timeRecords } from './profile';
import type { WasmStore } from './store';

/** A value that is written before a run, or read after it: `at` counts numbers from the start of memory. */
interface Spot {
  readonly at: number;
  readonly count: number;
  readonly shape: readonly number[];
}
interface Prepared {
  readonly plan: Plan;
  readonly lowered: Lowered;
  readonly encoded: Encoded;
  /** Threads that pay off. */
  readonly parts: number;
  readonly inputs: readonly (Spot & { readonly input: Program['inputs'][number] })[];
  readonly results: readonly (Spot & { readonly integers: boolean; readonly given: boolean })[];
}
const sameShape = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((size, axis) => size === b[axis]);

/** Floating-point operations of a run below which meeting costs more than a second thread gains. */
export const WORTH_THREADS = 4e6;
const workOf = ({ program, steps }: Plan): number => steps.reduce((sum, { op }) => sum + flopsOf(program, op), 0);

export class WasmExecutor implements Executor {
  readonly #prepared = new Map<string, Prepared>();
  /** Places of inputs and constants, by value. */
  readonly #own = new Map<ValueId, number>();
  /** What fills an input from a table, by table and place. */
  readonly #gathers = new Map<Float32Array, Map<number, GatherRows | null>>();

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
    const uniform = new Set<ValueId>();
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
      for (const { output } of constants) {
        const numbers = arena.view(before.storageOf(output).address!, this.count(output));
        if (numbers.every((number) => number === numbers[0])) uniform.add(output);
      }
    }
    const lowered = lower(plan.program, plan.steps.map(({ op }) => op), { fixed, uniform, fetch, updates: plan.program.updates, separate });
    const parts = workOf(plan) < this.store.worthThreads ? 1 : this.store.machine.parts;
    const encoded = encode(arena, lowered, rooms, { separate });
    const spot = (value: ValueId, address: number): Spot => ({ at: address / 4, count: this.count(value), shape: this.program.values[value]!.shape });
    const prepared = {
      plan,
      lowered,
      encoded,
      parts,
      inputs: plan.program.inputs.map((input) => ({ input, ...spot(input.value, this.placeOf(input.value)) })),
      results: fetch.map((value) => {
        const { address, given } = lowered.storageOf(value);
        return { ...spot(value, address!), integers: this.program.values[value]!.dtype === 'int32', given };
      }),
    };
    this.#prepared.set(key, prepared);
    return prepared;
  }

  private gather(table: Float32Array, { at, count, shape }: Spot): GatherRows | null {
    let byPlace = this.#gathers.get(table);
    if (!byPlace) this.#gathers.set(table, (byPlace = new Map()));
    let known = byPlace.get(at);
    if (known === undefined) {
      const from = this.store.tableAt(table);
      const size = count / shape[0]!;
      known = from === null ? null : gatherRows(this.store.machine, at * 4, shape[0]!, size, from, table.length / size);
      byPlace.set(at, known);
    }
    return known;
  }
  private feed({ inputs, parts }: Prepared, { feeds, seed, step }: RunOptions): void {
    const { arena } = this.store.machine;
    for (const spot of inputs) {
      const { input, at, shape } = spot;
      if (input.kind === 'scalar') {
        arena.floats[at] = input.at(step);
        continue;
      }
      const feed = feeds[input.name];
      if (!feed) throw new Error(`internal: the input ${input.name} was not fed`);
      if (!sameShape(feed.shape, shape)) throw new Error(`internal: the input ${input.name} was fed [${feed.shape}], and takes [${shape}]`);
      const { rows } = feed;
      const gather = rows ? this.gather(rows.table, spot) : null;
      if (rows && gather) gather.run(rows.indices, parts);
      else arena.floats.set(feed.data, at);
    }
    const { words } = arena;
    const control = this.store.machine.rooms.control / 4;
    [words[control], words[control + 1]] = keyOf(seed);
    words[control + 2] = step;
  }

  run(options: RunOptions): Fetched[] {
    const prepared = this.prepare(options.fetch, options.applyUpdates);
    const { machine } = this.store;
    this.feed(prepared, options);
    const read = ({ at, count }: Spot): Float32Array => machine.arena.floats.slice(at, at + count);
    // What is given may be overwritten by the run, and the rest by the next one.
    const before = prepared.results.map((result) => (result.given ? read(result) : null));
    machine.run(prepared.encoded.list, prepared.parts);
    return prepared.results.map((result, i) => {
      const numbers = before[i] ?? read(result);
      const data = result.integers ? new Int32Array(numbers.buffer) : numbers;
      return { shape: result.shape, data: () => Promise.resolve(data), dispose: () => {} };
    });
  }

  findNonFinite(options: RunOptions): Promise<NonFinite | null> {
    const prepared = this.prepare(options.fetch, options.applyUpdates, true);
    const { plan, lowered, encoded } = prepared;
    this.feed(prepared, options);
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
    const prepared = this.prepare(options.fetch, options.applyUpdates);
    const { lowered, encoded, parts } = prepared;
    const { arena, rooms, run } = this.store.machine;
    const alone = encode(arena, lowered, rooms, { separate: true });
    const ms = timeRecords(alone.addresses, limits, { before: () => this.feed(prepared, options), run: (address) => run(address, 1) });
    alone.dispose();
    return { ...planOf({ lowered, encoded, flopsOf: (op) => flopsOf(this.program, op), ms }), threads: parts };
  }

  dispose(): void {
    const { arena } = this.store.machine;
    for (const { encoded } of this.#prepared.values()) encoded.dispose();
    for (const address of this.#own.values()) arena.release(address);
    for (const byPlace of this.#gathers.values()) for (const gather of byPlace.values()) gather?.dispose();
    this.#gathers.clear();
    this.#prepared.clear();
    this.#own.clear();
  }
}
