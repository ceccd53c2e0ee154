/** Parameters in the memory of one machine: each has its place there for as long as the store lives. */
import { sizeOf } from '../../document/shape';
import type { Program } from '../../program/types';
import { OutOfMemoryError, type Device, type ParameterStore, type Peak, type StoreCopy, type Weights } from '../device';
import { WasmExecutor, WORTH_THREADS } from './executor';
import { startMachine, type Kernels, type Machine } from './module';
import { measurePeak } from './peak';

interface Place {
  readonly address: number;
  readonly shape: readonly number[];
}

export class WasmStore implements ParameterStore {
  readonly #places = new Map<string, Place>();
  /** Tables that batches are gathered from; null for those that memory had no room for. */
  readonly #tables = new Map<Float32Array, number | null>();
  #peak: Peak | null = null;

  constructor(
    readonly machine: Machine,
    /** Floating-point operations from which a run is shared out. */
    readonly worthThreads = WORTH_THREADS,
  ) {}

  has(name: string): boolean {
    return this.#places.has(name);
  }
  names(): string[] {
    return [...this.#places.keys()];
  }
  private place(name: string): Place {
    const place = this.#places.get(name);
    if (!place) throw new Error(`internal: the parameter ${name} has no value yet`);
    return place;
  }
  address(name: string): number {
    return this.place(name).address;
  }
  /** The numbers where they lie: good until memory grows. */
  private numbers(name: string): Float32Array {
    const { address, shape } = this.place(name);
    return this.machine.arena.view(address, sizeOf(shape));
  }
  write(name: string, { shape, data }: Weights): void {
    const before = this.#places.get(name);
    if (before && before.shape.join() !== shape.join()) throw new Error(`internal: ${name} cannot become [${shape}] from [${before.shape}]`);
    if (!before) this.#places.set(name, { address: this.machine.arena.take(data.byteLength), shape: [...shape] });
    this.numbers(name).set(data);
  }
  readOne(name: string): Promise<Float32Array> {
    return Promise.resolve(this.numbers(name).slice());
  }
  read(names: readonly string[] = this.names()): Promise<Map<string, Weights>> {
    return Promise.resolve(new Map(names.map((name) => [name, { shape: this.place(name).shape, data: this.numbers(name).slice() }])));
  }
  copy(): StoreCopy {
    const values = new Map(this.names().map((name) => [name, this.numbers(name).slice()]));
    return { restore: () => values.forEach((data, name) => this.numbers(name).set(data)), dispose: () => values.clear() };
  }
  /** The address of a copy of the table, which is made once; null when there is no room for it. */
  tableAt(table: Float32Array): number | null {
    const known = this.#tables.get(table);
    if (known !== undefined) return known;
    let address: number | null = null;
    try {
      address = this.machine.arena.take(table.byteLength);
      this.machine.arena.floats.set(table, address / 4);
    } catch (error) {
      if (!(error instanceof OutOfMemoryError)) throw error;
    }
    this.#tables.set(table, address);
    return address;
  }
  executor(program: Program): WasmExecutor {
    return new WasmExecutor(program, this);
  }
  /** The best of all calls. */
  peak(): Peak {
    const now = measurePeak(this.machine);
    const { oneThread, allThreads } = this.#peak ?? now;
    return (this.#peak = { ...now, oneThread: Math.max(oneThread, now.oneThread), allThreads: Math.max(allThreads, now.allThreads) });
  }
  dispose(): void {
    this.machine.close();
    for (const { address } of this.#places.values()) this.machine.arena.release(address);
    for (const address of this.#tables.values()) if (address !== null) this.machine.arena.release(address);
    this.#places.clear();
    this.#tables.clear();
  }
}

/** More than a thread of any processor does: two products and sums of four numbers in each of four billion cycles a second. */
const MOST_FLOPS_PER_MS = 64e6;

/** Every store has a machine of its own, so that what it held is given back when it goes. */
export const wasmDevice = (kernels: Kernels, worthThreads?: number): Device => ({ createStore: async () => new WasmStore(await startMachine(kernels), worthThreads), readEvery: 1, keepEvery: 50, mostFlopsPerMs: MOST_FLOPS_PER_MS * kernels.parts });
