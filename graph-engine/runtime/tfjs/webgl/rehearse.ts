/** Goes through a training step without computing it, so that it is known which shaders the real ones ask for. */
import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../../../document/shape';
import type { ValueId } from '../../../program/types';
import type { Feeds } from '../../device';
import type { Prepared } from '../executor';
import { Frame } from '../frame';
import type { TfStore } from '../store';
import { webGlBackend, type Binary } from './backend';
import { withoutGpu } from './without-gpu';

/** In the first step parameters come from JavaScript, in the second from the step before: tfjs lays them out otherwise, and that is part of a shader. */
const STEPS = 2;

/** The shaders of a step with updates, fed like that, and of reading its results, that are not compiled yet. `tables`: a batch may be gathered on the device. */
export function shadersOfSteps(prepared: Prepared, tables: Pick<TfStore, 'batch'>, given: Feeds): ReadonlyMap<string, Binary> {
  const { program, parameters, fetch } = prepared.plan;
  const shapeOf = (value: ValueId): readonly number[] => program.values[value]!.shape;
  const zeros = (shape: readonly number[]): tf.Tensor => tf.tensor(new Float32Array(sizeOf(shape)), [...shape], 'float32');
  return withoutGpu(() =>
    tf.tidy(() => {
      const tensors = new Map(parameters.map(({ name, value }) => [name, zeros(shapeOf(value))]));
      const store = { get: (name: string) => tensors.get(name)!, set: (name: string, tensor: tf.Tensor) => void tensors.set(name, tensor), batch: (feed: Feeds[string]) => tables.batch(feed) };
      const fixed = new Map([...prepared.fixed].map(([value, tensor]) => [value, standIn(tensor)]));
      const feeds: Feeds = Object.fromEntries(program.inputs.map(({ name, value }) => [name, { shape: shapeOf(value), data: new Float32Array(sizeOf(shapeOf(value))), rows: given[name]?.rows ?? null, byteRows: given[name]?.byteRows ?? null }]));
      for (let i = 0; i < STEPS; i++) {
        const frame = new Frame({ ...prepared, fixed }, store, feeds, { seed: 0, step: 0 });
        frame.executeAll();
        for (const id of fetch) read(frame.values[id]!);
        frame.applyUpdates();
        frame.dispose();
      }
    }),
  );
}
/** A tensor that lies where this one lies. */
function standIn(tensor: tf.Tensor): tf.Tensor {
  const { texture, values } = webGlBackend().getDataInfo(tensor.dataId);
  return !texture && values ? tf.tensor(values.slice(), tensor.shape, tensor.dtype) : tensor;
}
/** Results on the GPU are laid out by a shader before they are read. */
function read(tensor: tf.Tensor): void {
  if (webGlBackend().getDataInfo(tensor.dataId).texture) tensor.dataToGPU().tensorRef.dispose();
}
