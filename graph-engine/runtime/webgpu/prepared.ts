/// <reference types="@webgpu/types" />
/** A plan with its buffers and bind groups: a run of it writes the numbers of the step and gives the GPU one list of commands. */
import { keyOf } from '../../random/philox';
import type { ValueId } from '../../program/types';
import type { Plan } from '../plan';
import { assemble, CONTROL_WORDS, type Shader } from './assemble';
import type { Gpu } from './gpu';
import type { Kernel } from './kernel';
import { lower, type Lowered, type LowerOptions } from './lower';
import { ALIGNED } from './merge';
import { place, type Memory, type Place, type Placed } from './place';
import type { Reading } from './readings';
import type { Table, WebGpuStore } from './store';
import { verifyRun } from './verify';

interface Command {
  readonly shader: Shader;
  readonly layout: { readonly group: GPUBindGroupLayout; readonly pipeline: GPUPipelineLayout };
  /** Made when the shader is there. */
  bound: { readonly pipeline: GPUComputePipeline; readonly group: GPUBindGroup } | null;
}
interface Run {
  readonly commands: GPUCommandBuffer;
  /** Null where nothing is fetched. */
  readonly reading: Reading | null;
}
/** Where the rows of a batch are listed in the block, in words. */
interface Rows {
  readonly at: number;
  readonly count: number;
}
export interface PrepareOptions extends Pick<LowerOptions, 'separate' | 'products'> {
  /** The table that an input is gathered from, by the value of the input. */
  readonly tables: ReadonlyMap<ValueId, Table>;
}

export class Prepared {
  readonly lowered: Lowered;
  readonly placed: Placed;
  /** Of the store, when parameters were bound. */
  readonly version: number;
  /** Of inputs that are fed as numbers. */
  readonly inputs = new Map<ValueId, Place>();
  readonly rows = new Map<ValueId, Rows>();
  private readonly dispatches: readonly Command[];
  private readonly buffers = new Map<Memory, GPUBuffer>();
  /** Of the next run. */
  private ready: Run | null = null;
  /** The numbers of the step and the rows of the batch: one buffer, one write. */
  private readonly block: Memory & { readonly given: GPUBuffer };
  readonly words: Uint32Array<ArrayBuffer>;
  private readonly floats: Float32Array;
  private readonly scalars: readonly ((step: number) => number)[];

  constructor(
    private readonly gpu: Gpu,
    store: WebGpuStore,
    readonly plan: Plan,
    { separate, products, tables }: PrepareOptions,
  ) {
    const { limits } = gpu.device;
    this.lowered = lower(plan, {
      bindings: limits.maxStorageBuffersPerShaderStage,
      largest: gpu.largestBinding / 4,
      together: store.fitTogether,
      gathered: new Map([...tables].map(([value, { meanings }]) => [value, meanings ? 'bytes' : 'numbers'])),
      separate,
      products,
      roomBytes: limits.maxComputeWorkgroupStorageSize,
    });
    const { lowered } = this;
    const nameOf = new Map(plan.parameters.map(({ name, value }) => [value, name]));
    const together = store.arrange(lowered.spans.map(({ members }) => members.flatMap((member) => nameOf.get(member) ?? [])));
    this.version = store.version;

    const inputs = plan.program.inputs.filter(({ kind }) => kind === 'scalar');
    this.scalars = inputs.flatMap((input) => (input.kind === 'scalar' ? [input.at] : []));
    let words = Math.ceil((CONTROL_WORDS + this.scalars.length) / ALIGNED) * ALIGNED;
    const controlVectors = words / 4;
    for (const [input] of tables) {
      const count = lowered.values.shape(input)[0]!;
      this.rows.set(input, { at: words, count });
      words += Math.ceil(count / ALIGNED) * ALIGNED;
    }
    this.words = new Uint32Array(words);
    this.floats = new Float32Array(this.words.buffer);
    this.block = { bytes: words * 4, given: gpu.buffer(words * 4, GPUBufferUsage.UNIFORM | GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST) };

    const fixed = this.fixedPlaces(store, tables);
    const options = { values: lowered.values, fixed, fetch: lowered.fetch, updates: lowered.updates, spans: lowered.spans, isSmall: lowered.isSmall, together, separate };
    this.placed = place(lowered.dispatches, options);
    const faults = verifyRun(lowered.dispatches, this.placed, options);
    if (faults.length > 0) throw new Error(`internal: ${faults[0]}`);
    const once = this.commandsOf(lowered.once, this.placed, controlVectors);
    this.dispatches = this.commandsOf(lowered.dispatches, this.placed, controlVectors);
    if (once.length > 0) {
      const encoder = gpu.device.createCommandEncoder();
      this.encodeCommands(once, encoder);
      gpu.device.queue.submit([encoder.finish()]);
    }
  }

  private fixedPlaces(store: WebGpuStore, tables: ReadonlyMap<ValueId, Table>): Map<ValueId, Place> {
    const { plan, lowered } = this;
    const { values } = lowered;
    const fixed = new Map<ValueId, Place>();
    for (const { name, value } of plan.parameters) fixed.set(value, store.placeOf(name));
    const own = (value: ValueId): Place => ({ memory: { bytes: Math.ceil(values.count(value) / ALIGNED) * ALIGNED * 4, given: null }, offset: 0, bytes: values.count(value) * 4 });
    for (const { kind, value } of plan.program.inputs) {
      if (kind !== 'data' || tables.has(value)) continue;
      const place = own(value);
      fixed.set(value, place);
      this.inputs.set(value, place);
    }
    for (const value of lowered.constants) if (!fixed.has(value)) fixed.set(value, own(value));
    for (const [input, { table, rows, meanings }] of lowered.tables) {
      const given = tables.get(input)!;
      fixed.set(table, { memory: given.table, offset: 0, bytes: given.table.bytes });
      if (meanings !== null) fixed.set(meanings, { memory: given.meanings!, offset: 0, bytes: given.meanings!.bytes });
      const { at, count } = this.rows.get(input)!;
      fixed.set(rows, { memory: this.block, offset: at * 4, bytes: count * 4 });
    }
    return fixed;
  }
  private commandsOf(dispatches: readonly (readonly Kernel[])[], placed: Pick<Placed, 'places' | 'shared'>, controlVectors: number): readonly Command[] {
    return dispatches.map((kernels) => {
      const shader = assemble(kernels, this.lowered.values, placed, controlVectors);
      return { shader, layout: this.gpu.layout(shader.controls, shader.bindings), bound: null };
    });
  }
  bufferOf(memory: Memory): GPUBuffer {
    if (memory.given) return memory.given;
    let buffer = this.buffers.get(memory);
    if (!buffer) this.buffers.set(memory, (buffer = this.gpu.memory(memory.bytes).given));
    return buffer;
  }

  get shaders(): readonly { readonly code: string; readonly layout: GPUPipelineLayout }[] {
    return this.dispatches.map(({ shader, layout }) => ({ code: shader.code, layout: layout.pipeline }));
  }
  private bind(command: Command): { readonly pipeline: GPUComputePipeline; readonly group: GPUBindGroup } {
    const { shader, layout } = command;
    const entries: GPUBindGroupEntry[] = shader.bindings.map(({ place: { memory, offset, bytes } }, at) => ({
      binding: at + 1,
      // Whole vectors of four, which the memory has room for.
      resource: { buffer: this.bufferOf(memory), offset, size: Math.min(Math.ceil(bytes / 16) * 16, memory.bytes - offset) },
    }));
    if (shader.controls) entries.push({ binding: 0, resource: { buffer: this.block.given, size: Math.ceil((CONTROL_WORDS + this.scalars.length) / ALIGNED) * ALIGNED * 4 } });
    return { pipeline: this.gpu.pipeline(shader.code, layout.pipeline), group: this.gpu.device.createBindGroup({ layout: layout.group, entries }) };
  }
  private encodeCommands(commands: readonly Command[], encoder: GPUCommandEncoder): void {
    const limit = this.gpu.device.limits.maxComputeWorkgroupsPerDimension;
    const pass = encoder.beginComputePass();
    for (const command of commands) {
      command.bound ??= this.bind(command);
      pass.setPipeline(command.bound.pipeline);
      pass.setBindGroup(0, command.bound.group);
      const { groups } = command.shader;
      const rows = Math.ceil(groups / limit);
      pass.dispatchWorkgroups(Math.ceil(groups / rows), rows);
    }
    pass.end();
  }

  /** Writes the numbers of a step and the rows of a batch. */
  begin(seed: number, step: number, rows: ReadonlyMap<ValueId, Uint32Array>): void {
    const { words, floats } = this;
    [words[0], words[1]] = keyOf(seed);
    words[2] = step;
    this.scalars.forEach((at, i) => (floats[CONTROL_WORDS + i] = at(step)));
    for (const [input, { at }] of this.rows) words.set(rows.get(input)!, at);
    this.gpu.device.queue.writeBuffer(this.block.given, 0, words);
  }
  /** Places of what the plan fetches, in its order. */
  get fetched(): readonly Place[] {
    return this.lowered.fetch.map((value) => this.placed.places.get(value)!);
  }
  /** The dispatches of one run, to a list of commands that goes on. */
  encode(encoder: GPUCommandEncoder): void {
    this.encodeCommands(this.dispatches, encoder);
  }
  /** One run: all dispatches, what is fetched to a buffer that it can be read from, and new values to where parameters lie, as far as they are not there. */
  private makeRun(): Run {
    const encoder = this.gpu.device.createCommandEncoder();
    this.encode(encoder);
    const { fetched } = this;
    const reading = fetched.length > 0 ? this.gpu.readings.take(fetched.reduce((sum, { bytes }) => sum + bytes, 0)) : null;
    let at = 0;
    for (const { memory, offset, bytes } of fetched) {
      encoder.copyBufferToBuffer(this.bufferOf(memory), offset, reading!.buffer, at, bytes);
      at += bytes;
    }
    for (const { from, to } of this.placed.copies) encoder.copyBufferToBuffer(this.bufferOf(from.memory), from.offset, this.bufferOf(to.memory), to.offset, to.bytes);
    return { commands: encoder.finish(), reading };
  }
  /** What a run gives to the GPU, once. */
  commands(): Run {
    const run = this.ready ?? this.makeRun();
    this.ready = null;
    return run;
  }
  /** Puts the commands of the next run together. */
  makeAhead(): void {
    this.ready ??= this.makeRun();
  }

  dispose(): void {
    this.ready?.reading?.dispose();
    this.ready = null;
    this.gpu.release(this.block.given);
    for (const buffer of this.buffers.values()) this.gpu.release(buffer);
    this.buffers.clear();
  }
}
