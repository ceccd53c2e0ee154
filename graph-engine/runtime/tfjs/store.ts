/** The tensors that live across steps, by name. Programs of one model (train steps, evaluation, other batch sizes) share one store. */
import * as tf from '@tensorflow/tfjs-core';
import type { Program } from '../../program/types';
import type { Device, Feeds, ParameterStore, StoreCopy, Weights } from '../device';
import { TfExecutor } from './executor';
import type { DeviceTables, Gpu } from './gpu';

export class TfStore implements ParameterStore {
  readonly #tensors = new Map<string, tf.Tensor>();
  readonly #tables: DeviceTables | null;

  constructor(private readonly gpu: Gpu | null = null) {
    this.#tables = gpu?.tables?.() ?? null;
  }

  has(name: string): boolean {
    return this.#tensors.has(name);
  }
  names(): string[] {
    return [...this.#tensors.keys()];
  }
  get(name: string): tf.Tensor {
    const tensor = this.#tensors.get(name);
    if (!tensor) throw new Error(`internal: the parameter ${name} has no value yet`);
    return tensor;
  }
  /** Takes the tensor over and disposes of the one before. */
  set(name: string, tensor: tf.Tensor): void {
    const before = this.#tensors.get(name);
    this.#tensors.set(name, tensor);
    if (before && before !== tensor) before.dispose();
  }
  write(name: string, { shape, data }: Weights): void {
    this.set(name, tf.tensor(data.slice(), [...shape], 'float32'));
  }
  async readOne(name: string): Promise<Float32Array> {
    const values = this.get(name).data<'float32'>();
    return (await (this.gpu?.loss.guard(values) ?? values)).slice();
  }
  async read(names: readonly string[] = this.names()): Promise<Map<string, Weights>> {
    const entries = names.map(async (name) => [name, { shape: this.get(name).shape, data: await this.readOne(name) }] as const);
    return new Map(await Promise.all(entries));
  }
  /** A copy shares its storage with the original. */
  copy(): StoreCopy {
    const tensors = new Map([...this.#tensors].map(([name, tensor]) => [name, tf.clone(tensor)]));
    return {
      restore: () => tensors.forEach((tensor, name) => this.set(name, tf.clone(tensor))),
      dispose: () => tensors.forEach((tensor) => tensor.dispose()),
    };
  }
  /** What one input is fed with, gathered from a table on the device where there is one. The caller disposes of it. */
  batch(feed: Feeds[string]): tf.Tensor {
    const rows = this.#tables && (feed.rows ?? feed.byteRows);
    return (rows && this.#tables!.gather(rows, feed.shape)) ?? tf.tensor(feed.data, [...feed.shape], 'float32');
  }
  executor(program: Program): TfExecutor {
    return new TfExecutor(program, this, this.gpu);
  }
  dispose(): void {
    for (const tensor of this.#tensors.values()) tensor.dispose();
    this.#tensors.clear();
    this.#tables?.dispose();
  }
}

/** Often enough for a curve that is looked at. */
const READ_MS = 250;

/** The backend of tfjs that is in use. Reading stalls a GPU. */
export function tfDevice(gpu: Gpu | null): Device {
  const readEvery = gpu ? 10 : 1;
  return { createStore: async () => new TfStore(gpu), readEvery, keepEvery: readEvery, ...(gpu && { readMs: READ_MS, lost: gpu.loss.lost }) };
}
