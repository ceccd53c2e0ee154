/** The tensors that live across steps, by name. Programs of one model (train steps, evaluation, other batch sizes) share one store. */
import * as tf from '@tensorflow/tfjs-core';
import type { Program } from '../program/types';

/** The numbers of a tensor apart from any backend. */
export interface Weights {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export class ParameterStore {
  readonly #tensors = new Map<string, tf.Tensor>();

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
  async read(): Promise<Map<string, Weights>> {
    const entries = [...this.#tensors].map(async ([name, tensor]) => [name, { shape: tensor.shape, data: (await tensor.data<'float32'>()).slice() }] as const);
    return new Map(await Promise.all(entries));
  }
  /**
   * Puts saved weights in place of the present ones, all or none.
   * @returns what does not fit `program`, as sentences; empty when the weights were taken.
   */
  load(program: Program, weights: ReadonlyMap<string, Weights>): string[] {
    const problems = program.parameters.flatMap(({ name, value }) => {
      const found = weights.get(name);
      const expected = program.values[value]!.shape;
      if (!found) return [`The weights hold no ${name}.`];
      return found.shape.join() === expected.join() ? [] : [`${name} has the shape [${found.shape.join(', ')}] in the weights and [${expected.join(', ')}] in the graph.`];
    });
    if (problems.length === 0) for (const { name } of program.parameters) this.write(name, weights.get(name)!);
    return problems;
  }
  dispose(): void {
    for (const tensor of this.#tensors.values()) tensor.dispose();
    this.#tensors.clear();
  }
}
