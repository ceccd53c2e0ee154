/** The values of one run: binds inputs and parameters, executes steps one by one, and disposes of what the run made. */
import * as tf from '@tensorflow/tfjs-core';
import type { ValueId } from '../../program/types';
import type { RunContext } from '../../program/ops/definition';
import type { Feeds } from '../device';
import type { Plan, PlanStep } from '../plan';
import type { TfStore } from './store';

export class Frame {
  readonly values: (tf.Tensor | undefined)[];
  /** Values that this run made and may give away. */
  readonly #own = new Set<ValueId>();

  constructor(
    private readonly plan: Plan,
    private readonly store: TfStore,
    fixed: ReadonlyMap<ValueId, tf.Tensor>,
    feeds: Feeds,
    private readonly context: RunContext,
  ) {
    this.values = new Array<tf.Tensor | undefined>(plan.program.values.length);
    for (const [id, tensor] of fixed) this.values[id] = tensor;
    for (const { name, value } of plan.parameters) this.values[value] = store.get(name);
    for (const input of plan.program.inputs) {
      if (input.kind === 'scalar') this.make(input.value, tf.scalar(input.at(context.step), 'float32'));
      else this.bind(input.name, input.value, feeds[input.name]);
    }
  }
  private bind(name: string, value: ValueId, feed: Feeds[string] | undefined): void {
    const { shape } = this.plan.program.values[value]!;
    if (!feed) throw new Error(`internal: the input ${name} was not fed`);
    if (feed.shape.join() !== shape.join()) throw new Error(`internal: the input ${name} was fed [${feed.shape}], and takes [${shape}]`);
    this.make(value, tf.tensor(feed.data, [...shape], 'float32'));
  }
  private make(id: ValueId, tensor: tf.Tensor): void {
    this.values[id] = tensor;
    this.#own.add(id);
  }

  execute({ op, definition, release }: PlanStep): tf.Tensor {
    const { values } = this;
    const output = definition.execute(tf, op.inputs.map((id) => values[id]!), op.attrs, this.context);
    this.make(op.output, output);
    for (const id of release) {
      values[id]!.dispose();
      values[id] = undefined;
      this.#own.delete(id);
    }
    return output;
  }
  /** The tensor of a value, for the caller to keep: the run's own the first time, else a copy that shares its storage. */
  take(id: ValueId): tf.Tensor {
    const tensor = this.values[id];
    if (!tensor) throw new Error(`internal: %${id} has no value at the end of the run`);
    return this.#own.delete(id) ? tensor : tf.clone(tensor);
  }
  applyUpdates(): void {
    const taken = this.plan.program.updates.map(({ parameter, value }) => [parameter, this.take(value)] as const);
    for (const [parameter, tensor] of taken) this.store.set(parameter, tensor);
  }
  dispose(): void {
    for (const id of this.#own) this.values[id]!.dispose();
    this.#own.clear();
  }
}
