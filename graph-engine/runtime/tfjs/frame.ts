/** The values of one run: binds inputs and parameters, executes steps one by one, and disposes of what the run made. */
import * as tf from '@tensorflow/tfjs-core';
import { opOf } from '../../program/ops';
import type { RunContext } from '../../program/ops/definition';
import type { Op, ValueId } from '../../program/types';
import type { Feeds } from '../device';
import type { Plan } from '../plan';
import type { Prepared } from './executor';
import { outputsOf, type KernelFinish, type KernelUnit, type ShaderUnit } from '../fused/units';
import type { TfStore } from './store';

export class Frame {
  readonly values: (tf.Tensor | undefined)[];
  /** Values that this run made and may give away. */
  readonly #own = new Set<ValueId>();
  private readonly plan: Plan;

  /** `inputs`: those that somebody else owns, or a batch, which the run brings to the device and disposes of. */
  constructor(
    private readonly prepared: Prepared,
    private readonly store: Pick<TfStore, 'get' | 'set' | 'batch'>,
    inputs: ReadonlyMap<ValueId, tf.Tensor> | Feeds,
    private readonly context: RunContext,
  ) {
    const { plan, fixed } = prepared;
    this.plan = plan;
    this.values = new Array<tf.Tensor | undefined>(plan.program.values.length);
    for (const [id, tensor] of fixed) this.values[id] = tensor;
    for (const { name, value } of plan.parameters) this.values[value] = store.get(name);
    for (const input of plan.program.inputs) {
      if (inputs instanceof Map) this.values[input.value] = inputs.get(input.value);
      else if (input.kind === 'scalar') this.make(input.value, tf.scalar(input.at(context.step), 'float32'));
      else this.make(input.value, store.batch(feedOf(plan, inputs as Feeds, input)));
    }
  }
  private make(id: ValueId, tensor: tf.Tensor): void {
    this.values[id] = tensor;
    this.#own.add(id);
  }

  /** Runs one operation by its kernel. */
  execute(op: Op): tf.Tensor {
    const output = opOf(op.kind).execute(tf, op.inputs.map((id) => this.values[id]!), op.attrs, this.context);
    this.make(op.output, output);
    return output;
  }
  private executeFinished({ op, definition }: KernelUnit, { bias, ops, output }: KernelFinish): void {
    const inputs = op.inputs.map((id) => this.values[id]!);
    this.make(output, definition.executeFinished!(tf, inputs, op.attrs, { bias: this.values[bias]!, relu: ops.some(({ kind }) => kind === 'relu') }));
  }
  executeAll(): void {
    const { shaders, plan } = this.prepared;
    const scalars = plan.program.inputs.flatMap((input) => (input.kind === 'scalar' ? [input.at(this.context.step)] : []));
    shaders?.begin({ ...this.context, scalars });
    this.executeUnits();
  }
  /** After the numbers of the step were given to the shaders. */
  executeUnits(): void {
    for (const unit of this.prepared.units) {
      if (unit.kind === 'list') throw new Error('internal: there is no kernel of tfjs for a list');
      if (unit.kind !== 'kernel') this.runShader(unit);
      else if (unit.finish) this.executeFinished(unit, unit.finish);
      else this.execute(unit.op);
      this.release(unit.release);
    }
  }
  private runShader(unit: ShaderUnit): void {
    const tensors = this.prepared.shaders!.run(unit, (value) => this.values[value]!);
    outputsOf(unit).forEach((value, i) => this.make(value, tensors[i]!));
  }
  release(values: readonly ValueId[]): void {
    for (const id of values) {
      this.values[id]!.dispose();
      this.values[id] = undefined;
      this.#own.delete(id);
    }
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

/** What a data input is fed with. */
export function feedOf({ program }: Plan, feeds: Feeds, { name, value }: { readonly name: string; readonly value: ValueId }): Feeds[string] {
  const { shape } = program.values[value]!;
  const feed = feeds[name];
  if (!feed) throw new Error(`internal: the input ${name} was not fed`);
  if (feed.shape.join() !== shape.join()) throw new Error(`internal: the input ${name} was fed [${feed.shape}], and takes [${shape}]`);
  return feed;
}
