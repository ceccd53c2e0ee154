/// <reference types="@webgpu/types" />
/** A training step whose commands were recorded: a run writes the batch and the numbers of the step, and replays them. Weights change where they lie. */
import type * as Tf from '@tensorflow/tfjs-core';
import type { RunOptions } from '../../device';
import type { Prepared } from '../executor';
import { feedOf, Frame } from '../frame';
import type { RecordedRun } from '../gpu';
import type { TfStore } from '../store';
import { bufferOf, flush, newTensor, webGpuBackend } from './backend';
import { Recording } from './recording';

export class RecordedStep implements RecordedRun {
  private readonly backend = webGpuBackend();
  /** Of all inputs, in the program's order; they live as long as the recording. */
  private readonly inputs: readonly Tf.Tensor[];
  private readonly parameters: ReadonlyMap<string, GPUBuffer>;
  private recording: Recording | null = null;

  constructor(
    private readonly prepared: Prepared,
    private readonly store: TfStore,
  ) {
    const { plan, fixed } = prepared;
    const { values, inputs } = plan.program;
    this.inputs = inputs.map(({ value }) => newTensor(this.backend, values[value]!.shape));
    // In memory before anything is recorded.
    for (const tensor of fixed.values()) this.backend.uploadToGPU(tensor.dataId);
    this.parameters = new Map(plan.parameters.map(({ name }) => [name, bufferOf(this.backend, store.get(name))]));
  }

  fits(): boolean {
    return [...this.parameters].every(([name, buffer]) => bufferOf(this.backend, this.store.get(name)) === buffer);
  }

  run(options: RunOptions): Tf.Tensor[] {
    const { plan, shaders } = this.prepared;
    const { values, updates } = plan.program;
    this.write(options);
    shaders!.begin({ seed: options.seed, step: options.step, scalars: this.scalars(options.step) });
    const results = options.fetch.map((id) => newTensor(this.backend, values[id]!.shape));
    const outputs = results.map((tensor) => bufferOf(this.backend, tensor));
    if (this.recording) this.recording.replay(outputs);
    else this.recording = new Recording(this.backend, (recording) => this.record(recording, options), outputs);
    // tfjs keeps what it has read before.
    for (const { parameter } of updates) this.backend.tensorMap.get(this.store.get(parameter).dataId).values = null;
    return results;
  }
  private scalars(step: number): number[] {
    return this.prepared.plan.program.inputs.flatMap((input) => (input.kind === 'scalar' ? [input.at(step)] : []));
  }
  private write({ feeds, step }: RunOptions): void {
    const { plan } = this.prepared;
    flush(this.backend);
    plan.program.inputs.forEach((input, i) => {
      const numbers = input.kind === 'scalar' ? Float32Array.of(input.at(step)) : feedOf(plan, feeds, input).data;
      this.backend.queue.writeBuffer(bufferOf(this.backend, this.inputs[i]!), 0, numbers as Float32Array<ArrayBuffer>);
    });
  }
  private record(recording: Recording, { seed, step, fetch }: RunOptions): void {
    const { plan } = this.prepared;
    const given = new Map(plan.program.inputs.map(({ value }, i) => [value, this.inputs[i]!]));
    const frame = new Frame(this.prepared, this.store, given, { seed, step });
    try {
      frame.executeUnits();
      fetch.forEach((id, i) => recording.give(i, bufferOf(this.backend, frame.values[id]!)));
      // All are computed before the first is changed.
      for (const { parameter, value } of plan.program.updates) recording.copy(bufferOf(this.backend, frame.values[value]!), this.parameters.get(parameter)!);
    } finally {
      frame.dispose();
    }
  }
  dispose(): void {
    this.recording?.dispose();
    for (const tensor of this.inputs) tensor.dispose();
  }
}
