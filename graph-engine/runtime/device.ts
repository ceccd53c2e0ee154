/** What runs programs. A store holds a model's parameters on the device; its executors run programs over them. */
import type { OpKind } from '../program/ops';
import type { Op, Origin, Program, ValueId } from '../program/types';

/** The numbers of a tensor apart from any device. */
export interface Weights {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}
/** Rows of a table of numbers, which does not change. */
export interface TableRows {
  readonly table: Float32Array;
  /** The rows, in the order of the batch. */
  readonly indices: Uint32Array;
}
/** Rows of a table of bytes, where it would be too large as numbers; neither changes. */
export interface ByteRows {
  readonly table: Uint8Array;
  /** What each of the 256 stands for. */
  readonly numbers: Float32Array;
  readonly indices: Uint32Array;
}
/** One batch of rows, batch first. A device that keeps the table may take `rows` from it, or `byteRows` where there are those, and never asks for `data`. */
export type Feeds = Readonly<Record<string, Weights & { readonly rows?: TableRows | null; readonly byteRows?: ByteRows | null }>>;

export interface RunOptions {
  readonly feeds: Feeds;
  readonly seed: number;
  /** Addresses random numbers and schedules; for a training step, the number of updates of this player before. */
  readonly step: number;
  readonly applyUpdates: boolean;
  readonly fetch: readonly ValueId[];
}
/** A result that stays on the device until it is read. */
export interface Fetched {
  readonly shape: readonly number[];
  data(): Promise<ArrayLike<number>>;
  dispose(): void;
}
export interface NonFinite {
  /** The node and layer that the value belongs to, when it belongs to one. */
  readonly origin: Origin | null;
  readonly phase: Op['phase'] | 'before';
  /** The operation; `input` or `parameter` when the run began with the fault. */
  readonly kind: OpKind | 'input' | 'parameter';
  /** Name of the input or parameter. */
  readonly name: string | null;
}
/** Where a run keeps the numbers of one value. */
export interface Place {
  /** Null for what an operation keeps to itself while it runs in several parts. */
  readonly value: ValueId | null;
  readonly bytes: number;
  /** In bytes from the start of the workspace; null for parameters, inputs and constants, which have places of their own. */
  readonly offset: number | null;
  /** The operations that use it first and last, by their position; a value that is read after the run lives to their end. */
  readonly first: number;
  readonly last: number;
}
/** What a device is set to at once: an operation of the program, or several that were fused. */
export interface RunOperation {
  readonly kernel: string;
  readonly ops: readonly Op[];
  readonly inputs: readonly ValueId[];
  readonly outputs: readonly ValueId[];
}
/** What one operation of a run takes, or several that are run as one. */
export interface OperationCost {
  /** The kernel that runs it. */
  readonly kernel: string;
  readonly ops: readonly Op[];
  /** The fastest of several runs, in milliseconds. */
  readonly ms: number;
  /** Floating-point operations. */
  readonly flops: number;
  /** Read and written. */
  readonly bytes: number;
  /** Positions in the places of the profile. */
  readonly reads: readonly number[];
  readonly writes: readonly number[];
}
export interface Profile {
  readonly operations: readonly OperationCost[];
  readonly places: readonly Place[];
  /** Values between operations, placed by their lifetimes; and what they would take side by side. */
  readonly workspaceBytes: number;
  readonly valueBytes: number;
  /** Threads that a whole run takes; every operation was timed on one. */
  readonly threads: number;
}
export interface ProfileLimits {
  /** Every operation is timed this often at most. */
  readonly rounds: number;
  /** No round begins after this time. */
  readonly budgetMs: number;
}
/** The best rate of a matrix product that stays in the cache, in GFLOP/s. */
export interface Peak {
  readonly oneThread: number;
  readonly allThreads: number;
  readonly threads: number;
}
export interface Executor {
  readonly program: Program;
  /**
   * Feeds, executes and, if asked, puts new values of parameters in the store after all operations have run.
   * @returns the values of `fetch`, in order; the caller disposes of them.
   */
  run(options: RunOptions): Fetched[];
  /** Compiles ahead what such a run needs; `onProgress` counts shaders. Absent where nothing is to be compiled. */
  compile?(options: RunOptions, onProgress: (done: number, total: number) => void): Promise<void>;
  /** The first value of the run that holds a NaN or an infinity, or null. Slow. Applies no update, whatever the options say. */
  findNonFinite(options: RunOptions): Promise<NonFinite | null>;
  /** Times every operation by itself, on one thread; updates are applied. Absent where operations cannot be timed alone. */
  profile?(options: RunOptions, limits: ProfileLimits): Profile;
  /** What a run consists of, in order. Absent where `profile` tells it. */
  operations?(options: RunOptions): readonly RunOperation[];
  dispose(): void;
}
/** The values of all parameters at one time, on the device. */
export interface StoreCopy {
  restore(): void;
  dispose(): void;
}
export interface ParameterStore {
  has(name: string): boolean;
  names(): string[];
  write(name: string, weights: Weights): void;
  /** @throws `internal:` when there is no such parameter. */
  readOne(name: string): Promise<Float32Array>;
  /** Of all, or of those names. */
  read(names?: readonly string[]): Promise<Map<string, Weights>>;
  copy(): StoreCopy;
  executor(program: Program): Executor;
  /** What the processor does at best, measured by the kernels that run programs; takes about 0.1 s. Absent where that cannot be said. */
  peak?(): Peak;
  dispose(): void;
}
export interface Device {
  createStore(): Promise<ParameterStore>;
  /** Steps between two that are read back; 1 where reading is free, more where it stalls a GPU. */
  readonly readEvery: number;
  /** Milliseconds between two steps that a run reads back, where that is to go by time and not by `readEvery`; the weights before each are kept. */
  readonly readMs?: number;
  /** Steps between two whose weights are kept in case a later one goes wrong, a multiple of `readEvery`; 1 where a copy is free. */
  readonly keepEvery: number;
  /** Floating-point operations in a millisecond that it does not reach; absent where that cannot be said. */
  readonly mostFlopsPerMs?: number;
  /** Resolves with why, as a sentence for the user, when it can compute no more. Absent where that cannot happen. */
  readonly lost?: Promise<string>;
}

/** The device can compute no more; the message says why. */
export class DeviceLostError extends Error {
  override readonly name = 'DeviceLostError';
}

/** The device has no room for the model; the message says what to do. */
export class OutOfMemoryError extends Error {
  override readonly name = 'OutOfMemoryError';
}

let current: Device | null = null;
/** The device that new models run on. */
export function currentDevice(): Device {
  if (!current) throw new Error('internal: no device was chosen');
  return current;
}
export const useDevice = (device: Device): void => void (current = device);
/** Does `work`, which chooses a device, and leaves the one in use as it was. */
export async function deviceAside(work: () => Promise<void>): Promise<Device> {
  const before = current;
  await work();
  const device = currentDevice();
  current = before;
  return device;
}

/**
 * Puts saved weights in place of the present ones, all or none.
 * @returns what does not fit `program`, as sentences; empty when the weights were taken.
 */
export function loadWeights(store: ParameterStore, program: Program, weights: ReadonlyMap<string, Weights>): string[] {
  const problems = program.parameters.flatMap(({ name, value }) => {
    const found = weights.get(name);
    const expected = program.values[value]!.shape;
    if (!found) return [`The weights hold no ${name}.`];
    return found.shape.join() === expected.join() ? [] : [`${name} has the shape [${found.shape.join(', ')}] in the weights and [${expected.join(', ')}] in the graph.`];
  });
  if (problems.length === 0) for (const { name } of program.parameters) store.write(name, weights.get(name)!);
  return problems;
}
