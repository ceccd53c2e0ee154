/// <reference types="@webgpu/types" />
/** Parameters on the device. Each lies in memory of its own, or beside others that one dispatch updates together. */
import { sizeOf } from '../../document/shape';
import type { Program } from '../../program/types';
import type { ByteRows, Device, ParameterStore, StoreCopy, TableRows, Weights } from '../device';
import { WebGpuExecutor } from './executor';
import type { Gpu } from './gpu';
import { ALIGNED } from './merge';
import type { Memory, Place } from './place';
import type { LowerOptions } from './lower';

/** How programs are run. */
export type How = Pick<LowerOptions, 'separate' | 'products'>;

interface Parameter {
  readonly place: Place;
  readonly shape: readonly number[];
}
/** What a batch is gathered from. */
export interface Table {
  readonly table: Memory;
  /** Of bytes, what each stands for. */
  readonly meanings: Memory | null;
}
const roundUp = (count: number): number => Math.ceil(count / ALIGNED) * ALIGNED * 4;

export class WebGpuStore implements ParameterStore {
  private readonly parameters = new Map<string, Parameter>();
  private readonly tables = new Map<Float32Array | Uint8Array, Memory | null>();
  private readonly memories = new Set<GPUBuffer>();
  /** Goes up when parameters move: what was bound to them is to be bound anew. */
  version = 0;

  constructor(
    readonly gpu: Gpu,
    readonly how: How,
  ) {}

  has(name: string): boolean {
    return this.parameters.has(name);
  }
  names(): string[] {
    return [...this.parameters.keys()];
  }
  private parameter(name: string): Parameter {
    const parameter = this.parameters.get(name);
    if (!parameter) throw new Error(`internal: the parameter ${name} has no value yet`);
    return parameter;
  }
  placeOf(name: string): Place {
    return this.parameter(name).place;
  }
  private newMemory(bytes: number): Memory & { readonly given: GPUBuffer } {
    const memory = this.gpu.memory(bytes);
    this.memories.add(memory.given);
    return memory;
  }
  write(name: string, { shape, data }: Weights): void {
    const known = this.parameters.get(name);
    if (known && known.shape.join() !== shape.join()) throw new Error(`internal: ${name} cannot become [${shape}] from [${known.shape}]`);
    const place = known?.place ?? { memory: this.newMemory(roundUp(sizeOf(shape))), offset: 0, bytes: data.byteLength };
    if (!known) this.parameters.set(name, { place, shape: [...shape] });
    this.gpu.device.queue.writeBuffer(place.memory.given!, place.offset, data as Float32Array<ArrayBuffer>);
  }

  /**
   * Lays all parameters in one piece of memory, those of each group side by side in their order, each rounded up to what can be bound by itself.
   * @returns what they share; null where the device cannot bind as much at once, so that each keeps memory of its own.
   */
  arrange(groups: readonly (readonly string[])[]): Memory | null {
    const first = groups.flat();
    const names = [...first, ...this.inPlaceOrder().filter((name) => !first.includes(name))];
    const places = names.map((name) => this.placeOf(name));
    if (!this.fitTogether) return null;
    const bytes = places.reduce((sum, place) => sum + roundUp(place.bytes / 4), 0);
    const together = new Set(places.map(({ memory }) => memory)).size === 1;
    if (together && groups.every((group) => this.follow(group))) return places[0]!.memory;
    const memory = this.newMemory(bytes);
    const encoder = this.gpu.device.createCommandEncoder();
    let at = 0;
    for (const name of names) {
      const { place, shape } = this.parameter(name);
      encoder.copyBufferToBuffer(place.memory.given!, place.offset, memory.given, at, place.bytes);
      this.parameters.set(name, { place: { memory, offset: at, bytes: place.bytes }, shape });
      at += roundUp(place.bytes / 4);
    }
    this.gpu.device.queue.submit([encoder.finish()]);
    this.releaseUnused();
    this.version++;
    return memory;
  }
  /** Whether there are parameters, and the device can bind all of them at once. */
  get fitTogether(): boolean {
    const bytes = [...this.parameters.values()].reduce((sum, { place }) => sum + roundUp(place.bytes / 4), 0);
    return bytes > 0 && bytes <= this.gpu.largestBinding;
  }
  /** As they lie now: what another program has side by side stays so, or the two would move everything in turns, step by step. */
  private inPlaceOrder(): readonly string[] {
    const memories = [...new Set([...this.parameters.values()].map(({ place }) => place.memory))];
    const rank = new Map(memories.map((memory, i) => [memory, i]));
    return this.names().toSorted((a, b) => rank.get(this.placeOf(a).memory)! - rank.get(this.placeOf(b).memory)! || this.placeOf(a).offset - this.placeOf(b).offset);
  }
  /** Whether each begins where the one before it ends. */
  private follow(names: readonly string[]): boolean {
    return names.every((name, i) => {
      const before = i > 0 ? this.placeOf(names[i - 1]!) : null;
      return !before || this.placeOf(name).offset === before.offset + roundUp(before.bytes / 4);
    });
  }
  private releaseUnused(): void {
    const used = new Set([...this.parameters.values()].map(({ place }) => place.memory.given));
    for (const table of this.tables.values()) if (table) used.add(table.given);
    for (const buffer of this.memories) if (!used.has(buffer)) this.release(buffer);
  }
  private release(buffer: GPUBuffer): void {
    this.memories.delete(buffer);
    this.gpu.release(buffer);
  }

  /** Where the table of a batch lies; null where the device has no room for it in one piece. */
  tableOf(rows: TableRows | ByteRows): Table | null {
    const table = this.kept(rows.table);
    const meanings = 'numbers' in rows ? this.kept(rows.numbers) : null;
    return table && { table, meanings };
  }
  private kept(table: Float32Array | Uint8Array): Memory | null {
    let known = this.tables.get(table);
    if (known === undefined) this.tables.set(table, (known = this.keep(table)));
    return known;
  }
  private keep(table: Float32Array | Uint8Array): Memory | null {
    const { queue } = this.gpu.device;
    const bytes = roundUp(table.byteLength / 4);
    if (bytes > this.gpu.largestBinding) return null;
    const memory = this.newMemory(bytes);
    // Only whole words can be written.
    const whole = table.byteLength - (table.byteLength % 4);
    queue.writeBuffer(memory.given, 0, table.buffer as ArrayBuffer, table.byteOffset, whole);
    if (whole < table.byteLength) queue.writeBuffer(memory.given, whole, Uint8Array.from([...table.subarray(whole), 0, 0, 0]), 0, 4);
    return memory;
  }

  /** Parameters that one buffer of the device can hold together, in lists. */
  private *lists(names: readonly string[]): Generator<string[]> {
    let list: string[] = [];
    let bytes = 0;
    for (const name of names) {
      const own = this.placeOf(name).bytes;
      if (list.length > 0 && bytes + own > this.gpu.device.limits.maxBufferSize) {
        yield list;
        [list, bytes] = [[], 0];
      }
      list.push(name);
      bytes += own;
    }
    if (list.length > 0) yield list;
  }
  private async readAll(names: readonly string[]): Promise<Map<string, Weights>> {
    // All are copied before the first is waited for: they belong to one time.
    const lists = await Promise.all([...this.lists(names)].map((list) => this.readList(list)));
    return new Map(lists.flatMap((list) => [...list]));
  }
  private async readList(names: readonly string[]): Promise<Map<string, Weights>> {
    const found = names.map((name) => ({ name, ...this.parameter(name) }));
    const bytes = found.reduce((sum, { place }) => sum + place.bytes, 0);
    const reading = this.gpu.readings.take(bytes);
    const encoder = this.gpu.device.createCommandEncoder();
    let at = 0;
    for (const { place } of found) {
      encoder.copyBufferToBuffer(place.memory.given!, place.offset, reading.buffer, at, place.bytes);
      at += place.bytes;
    }
    this.gpu.device.queue.submit([encoder.finish()]);
    const numbers = await reading.read();
    at = 0;
    return new Map(
      found.map(({ name, shape, place }) => {
        const data = new Float32Array(numbers.slice(at, at + place.bytes));
        at += place.bytes;
        return [name, { shape, data }] as const;
      }),
    );
  }
  async readOne(name: string): Promise<Float32Array> {
    return (await this.readAll([name])).get(name)!.data;
  }
  read(names: readonly string[] = this.names()): Promise<Map<string, Weights>> {
    return this.readAll(names);
  }

  copy(): StoreCopy {
    const copies = [...this.lists(this.names())].map((names) => this.copyList(names));
    return { restore: () => copies.forEach((copy) => copy.restore()), dispose: () => copies.forEach((copy) => copy.dispose()) };
  }
  private copyList(names: readonly string[]): StoreCopy {
    const sizes = names.map((name) => this.placeOf(name).bytes);
    const memory = this.gpu.memory(sizes.reduce((sum, bytes) => sum + bytes, 0));
    const move = (back: boolean): void => {
      const encoder = this.gpu.device.createCommandEncoder();
      let at = 0;
      names.forEach((name, i) => {
        const { memory: own, offset } = this.placeOf(name);
        if (back) encoder.copyBufferToBuffer(memory.given, at, own.given!, offset, sizes[i]!);
        else encoder.copyBufferToBuffer(own.given!, offset, memory.given, at, sizes[i]!);
        at += sizes[i]!;
      });
      this.gpu.device.queue.submit([encoder.finish()]);
    };
    move(false);
    let kept = true;
    return {
      restore: () => move(true),
      dispose: () => {
        if (kept) this.gpu.release(memory.given);
        kept = false;
      },
    };
  }
  executor(program: Program): WebGpuExecutor {
    return new WebGpuExecutor(program, this);
  }
  dispose(): void {
    for (const buffer of this.memories) this.gpu.release(buffer);
    this.memories.clear();
    this.parameters.clear();
    this.tables.clear();
  }
}

/** Often enough for a curve that is looked at; reading stalls a GPU. */
const READ_MS = 250;
const READ_EVERY = 10;

/** By default as fast as it should be; otherwise to compare with. */
export const webGpuDevice = (gpu: Gpu, { separate = false, products = gpu.isEmulated ? 'plain' : 'fast' }: Partial<How> = {}): Device => ({
  createStore: async () => new WebGpuStore(gpu, { separate, products }),
  readEvery: READ_EVERY,
  keepEvery: READ_EVERY,
  readMs: READ_MS,
  lost: gpu.loss.lost,
});
