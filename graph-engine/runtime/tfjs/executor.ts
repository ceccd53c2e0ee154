/** Runs one program on the backend in use, over the parameters of a store. Dispatch is synchronous; only reading results waits for a GPU. */
import * as tf from '@tensorflow/tfjs-core';
import type { Program, ValueId } from '../../program/types';
import type { Executor, Fetched, NonFinite, RunOperation, RunOptions } from '../device';
import { makePlan, type Plan } from '../plan';
import { fuse } from '../fused/fuse';
import type { PreparedShaders } from './fused/shader-runner';
import { opsOf, outputsOf, type Unit } from '../fused/units';
import { findNonFinite } from './find-non-finite';
import { Frame } from './frame';
import type { Gpu } from './gpu';
import type { TfStore } from './store';

export interface Prepared {
  readonly plan: Plan;
  readonly units: readonly Unit[];
  readonly shaders: PreparedShaders | null;
  readonly fixed: ReadonlyMap<ValueId, tf.Tensor>;
}

export class TfExecutor implements Executor {
  readonly #prepared = new Map<string, Prepared>();
  /** The backend that the program runs on. */
  readonly backend = tf.getBackend();

  constructor(
    readonly program: Program,
    readonly store: TfStore,
    /** Fuses operations; without it, each is a kernel of tfjs. */
    private readonly gpu: Gpu | null,
  ) {}

  /** The plan for these results, and its constants, both made on first use. */
  private prepare(fetch: readonly ValueId[], updates: boolean): Prepared {
    const key = `${updates} ${fetch.join()}`;
    const known = this.#prepared.get(key);
    if (known) return known;
    const plan = makePlan(this.program, fetch, { updates });
    const fixed = new Map<ValueId, tf.Tensor>();
    for (const { op, definition } of plan.once) {
      fixed.set(op.output, definition.execute(tf, op.inputs.map((id) => fixed.get(id)!), op.attrs, { seed: 0, step: 0 }));
    }
    const shaders = this.gpu?.shaders ?? null;
    const fused = shaders && fuse(plan, shaders.rules);
    const units = fused?.units ?? plan.steps.map(({ op, definition, release }): Unit => ({ kind: 'kernel', op, definition, finish: null, inputs: op.inputs, release }));
    const prepared = { plan, units, fixed, shaders: fused && shaders.prepare(plan, fused) };
    this.#prepared.set(key, prepared);
    return prepared;
  }

  private checkBackend(): void {
    if (tf.getBackend() !== this.backend) throw new Error(`internal: a program prepared for ${this.backend} was run on ${tf.getBackend()}`);
  }
  /** A run to be stepped through by hand, which the caller disposes of. */
  begin({ feeds, seed, step, applyUpdates, fetch }: RunOptions): { readonly prepared: Prepared; readonly frame: Frame } {
    this.checkBackend();
    const prepared = this.prepare(fetch, applyUpdates);
    return { prepared, frame: new Frame(prepared, this.store, feeds, { seed, step }) };
  }

  /**
   * Feeds, executes and, if asked, puts new values of parameters in the store after all operations have run.
   * @returns the tensors of `fetch`, in order; the caller disposes of them.
   */
  run(options: RunOptions): Fetched[] {
    const results = this.runUnits(options);
    return this.gpu ? results.map((tensor) => this.guarded(tensor, this.gpu!.loss)) : results;
  }
  private runUnits(options: RunOptions): tf.Tensor[] {
    const { prepared, frame } = this.begin(options);
    try {
      frame.executeAll();
      const fetched = options.fetch.map((id) => (prepared.plan.program.updates.some(({ value }) => value === id) ? tf.clone(frame.values[id]!) : frame.take(id)));
      if (options.applyUpdates) frame.applyUpdates();
      return fetched;
    } finally {
      frame.dispose();
    }
  }

  private guarded(tensor: tf.Tensor, loss: Gpu['loss']): Fetched {
    return { shape: tensor.shape, data: () => loss.guard(tensor.data()), dispose: () => tensor.dispose() };
  }

  operations({ fetch, applyUpdates }: RunOptions): readonly RunOperation[] {
    return this.prepare(fetch, applyUpdates).units.map((unit) => ({
      kernel: unit.kind === 'kernel' ? unit.op.kind : unit.kind,
      ops: opsOf(unit),
      inputs: unit.inputs,
      outputs: outputsOf(unit),
    }));
  }

  /** The shaders of a step with updates. */
  async compile({ fetch, feeds }: RunOptions, onProgress: (done: number, total: number) => void): Promise<void> {
    if (!this.gpu?.compile) return;
    this.checkBackend();
    await this.gpu.loss.guard(this.gpu.compile(this.prepare(fetch, true), onProgress, this.store, feeds));
  }

  findNonFinite(options: RunOptions): Promise<NonFinite | null> {
    return findNonFinite(this, options);
  }

  /** Gives back the constants; the store belongs to others. */
  dispose(): void {
    for (const { fixed, shaders } of this.#prepared.values()) {
      for (const tensor of fixed.values()) tensor.dispose();
      shaders?.dispose();
    }
    this.#prepared.clear();
  }
}
