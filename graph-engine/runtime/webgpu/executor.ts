/// <reference types="@webgpu/types" />
/** Runs one program on WebGPU, with kernels of our own. What is fused, placed and bound once for a plan is kept from run to run. */
import type { Program, ValueId } from '../../program/types';
import type { ByteRows, Executor, Fetched, NonFinite, RunOperation, RunOptions, TableRows, Weights } from '../device';
import { makePlan } from '../plan';
import type { Memory } from './place';
import { Prepared } from './prepared';
import type { Reading } from './readings';
import type { Table, WebGpuStore } from './store';

export class WebGpuExecutor implements Executor {
  private readonly prepared = new Map<string, Prepared>();
  private readonly memoryNumbers = new Map<Memory, number>();

  constructor(
    readonly program: Program,
    private readonly store: WebGpuStore,
  ) {}

  /** The tables of the inputs whose batches are given as rows of one that the device has. */
  private tablesOf(feeds: RunOptions['feeds']): Map<ValueId, Table> {
    const tables = new Map<ValueId, Table>();
    for (const { kind, name, value } of this.program.inputs) {
      const rows = kind === 'data' ? rowsOf(feeds[name]) : null;
      const table = rows && this.store.tableOf(rows);
      if (table) tables.set(value, table);
    }
    return tables;
  }
  private prepare(fetch: readonly ValueId[], updates: boolean, tables: ReadonlyMap<ValueId, Table>, separate = this.store.how.separate): Prepared {
    const numberOf = (memory: Memory | null): number => {
      if (!memory) return -1;
      if (!this.memoryNumbers.has(memory)) this.memoryNumbers.set(memory, this.memoryNumbers.size);
      return this.memoryNumbers.get(memory)!;
    };
    const key = `${separate} ${updates} ${fetch.join()} ${[...tables].map(([value, { table, meanings }]) => `${value}:${numberOf(table)}:${numberOf(meanings)}`).join()}`;
    const known = this.prepared.get(key);
    if (known?.version === this.store.version) return known;
    known?.dispose();
    this.prepared.delete(key);
    const plan = makePlan(this.program, fetch, { updates });
    const used = new Set(plan.program.inputs.map(({ value }) => value));
    const prepared = new Prepared(this.store.gpu, this.store, plan, { separate, products: this.store.how.products, tables: new Map([...tables].filter(([value]) => used.has(value))) });
    this.prepared.set(key, prepared);
    return prepared;
  }

  /** Writes what the run begins with. */
  private feed(prepared: Prepared, { feeds, seed, step }: RunOptions): void {
    const { queue } = this.store.gpu.device;
    const rows = new Map<ValueId, Uint32Array>();
    for (const input of prepared.plan.program.inputs) {
      if (input.kind === 'scalar') continue;
      const feed = feedOf(prepared, feeds, input);
      if (prepared.rows.has(input.value)) rows.set(input.value, rowsOf(feed)!.indices);
      else queue.writeBuffer(prepared.bufferOf(prepared.inputs.get(input.value)!.memory), 0, feed.data as Float32Array<ArrayBuffer>);
    }
    prepared.begin(seed, step, rows);
  }

  run(options: RunOptions): Fetched[] {
    const prepared = this.prepare(options.fetch, options.applyUpdates, this.tablesOf(options.feeds));
    const { queue } = this.store.gpu.device;
    this.feed(prepared, options);
    const { commands, reading } = prepared.commands();
    queue.submit([commands]);
    // What the next step gives to the GPU is always the same: it is put together while this one runs.
    if (options.applyUpdates) prepared.makeAhead();
    return this.results(prepared, reading);
  }
  /** What was asked for, all of it in one buffer. */
  private results({ plan, fetched }: Prepared, reading: Reading | null): Fetched[] {
    let [at, waiting] = [0, plan.fetch.length];
    return fetched.map(({ bytes }, i) => {
      const first = at;
      at += bytes;
      const { shape, dtype } = this.program.values[plan.fetch[i]!]!;
      let disposed = false;
      return {
        shape,
        data: async () => {
          const numbers = (await reading!.read()).slice(first, first + bytes);
          return dtype === 'int32' ? new Int32Array(numbers) : new Float32Array(numbers);
        },
        dispose: () => {
          if (!disposed && --waiting === 0) reading!.dispose();
          disposed = true;
        },
      };
    });
  }

  async compile({ fetch, applyUpdates, feeds }: RunOptions, onProgress: (done: number, total: number) => void): Promise<void> {
    const { gpu } = this.store;
    const { shaders } = this.prepare(fetch, applyUpdates, this.tablesOf(feeds));
    const missing = new Map(shaders.filter(({ code }) => !gpu.isCompiled(code)).map((shader) => [shader.code, shader]));
    if (missing.size === 0) return;
    let done = 0;
    onProgress(0, missing.size);
    await gpu.loss.guard(Promise.all([...missing.values()].map(({ code, layout }) => gpu.compile(code, layout).then(() => onProgress(++done, missing.size)))));
  }

  async findNonFinite(options: RunOptions): Promise<NonFinite | null> {
    const { gpu } = this.store;
    const prepared = this.prepare(options.fetch, options.applyUpdates, this.tablesOf(options.feeds), true);
    this.feed(prepared, options);
    const encoder = gpu.device.createCommandEncoder();
    prepared.encode(encoder);
    gpu.device.queue.submit([encoder.finish()]);
    const { plan, placed } = prepared;
    const isFinite = async (value: ValueId): Promise<boolean> => {
      const found = placed.places.get(value);
      if (!found || this.program.values[value]?.dtype !== 'float32') return true;
      const reading = gpu.readings.take(found.bytes);
      const copying = gpu.device.createCommandEncoder();
      copying.copyBufferToBuffer(prepared.bufferOf(found.memory), found.offset, reading.buffer, 0, found.bytes);
      gpu.device.queue.submit([copying.finish()]);
      return new Float32Array(await reading.read()).every(Number.isFinite);
    };
    for (const { name, value } of plan.program.inputs) if (!(await isFinite(value))) return { origin: null, phase: 'before', kind: 'input', name };
    for (const { name, value, origin } of plan.parameters) if (!(await isFinite(value))) return { origin, phase: 'before', kind: 'parameter', name };
    for (const { op } of plan.steps) {
      const { kind, origin, phase } = op;
      if (!(await isFinite(op.output))) return { origin, phase, kind, name: null };
    }
    return null;
  }

  operations({ fetch, applyUpdates, feeds }: RunOptions): readonly RunOperation[] {
    const { lowered } = this.prepare(fetch, applyUpdates, this.tablesOf(feeds));
    return lowered.dispatches.flat().filter(({ ops }) => ops.length > 0).map(({ name, ops, reads, writes }) => ({ kernel: name, ops, inputs: known(reads, this.program), outputs: known(writes, this.program) }));
  }

  dispose(): void {
    for (const prepared of this.prepared.values()) prepared.dispose();
    this.prepared.clear();
  }
}
/** Those that the program has. */
const known = (values: readonly ValueId[], { values: all }: Program): readonly ValueId[] => values.filter((value) => value < all.length);

const rowsOf = (feed: RunOptions['feeds'][string] | undefined): TableRows | ByteRows | null => feed?.rows ?? feed?.byteRows ?? null;

type Feed = Weights & RunOptions['feeds'][string];
function feedOf({ lowered }: Prepared, feeds: RunOptions['feeds'], { name, value }: { readonly name: string; readonly value: ValueId }): Feed {
  const feed = feeds[name];
  if (!feed) throw new Error(`internal: the input ${name} was not fed`);
  const shape = lowered.values.shape(value);
  if (feed.shape.join() !== shape.join()) throw new Error(`internal: the input ${name} was fed [${feed.shape}], and takes [${shape}]`);
  return feed;
}
