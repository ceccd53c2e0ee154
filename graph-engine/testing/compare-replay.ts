/** Training on WebGPU with recorded commands, against the same steps given to the GPU one by one. Runs in Node with Dawn and in a browser. */
import * as tf from '@tensorflow/tfjs-core';
import { templates, type TemplateId } from '@/templates/registry';
import { chooseBackend } from '../runtime/backends/choose';
import { useDevice } from '../runtime/device';
import { tfDevice } from '../runtime/tfjs/store';
import { watchWebGpu } from '../runtime/tfjs/webgpu/loss';
import { webGpuShaders } from '../runtime/tfjs/webgpu/shaders';
import { Session, type Snapshot } from '../training/session';
import { worstDifference } from './compare-stores';
import { generatedData } from './template-data';

export interface ReplayCheck {
  /** The largest relative difference of a parameter, after all steps and after going back to kept weights and on. */
  readonly difference: number;
  /** Tensors, and bytes on the GPU, after each pair of steps once everything was used; equal where nothing leaks. */
  readonly tensors: readonly number[];
  readonly bytes: readonly number[];
}
interface Run {
  readonly snapshots: readonly Snapshot[];
  readonly tensors: readonly number[];
  readonly bytes: readonly number[];
}

async function run(id: TemplateId, pairs: number): Promise<Run> {
  const created = templates[id].create();
  const document = { ...created, training: { ...created.training, batchSize: 4 } };
  const session = await Session.open({ document, data: await generatedData(document, 16) });
  const [tensors, bytes, snapshots]: [number[], number[], Snapshot[]] = [[], [], []];
  session.stepBlind();
  session.kept.keepCandidate(1);
  session.kept.acceptCandidate();
  await session.evaluate();
  await session.snapshot();
  for (let i = 0; i < pairs; i++) {
    session.stepBlind();
    await session.stepAndRead();
    const memory = tf.memory() as tf.MemoryInfo & { readonly numBytesAllocatedInGPU: number };
    tensors.push(memory.numTensors);
    bytes.push(memory.numBytesAllocatedInGPU);
  }
  snapshots.push(await session.snapshot());
  session.step = session.kept.rollBack();
  await session.stepAndRead();
  snapshots.push(await session.snapshot());
  session.dispose();
  return { snapshots, tensors, bytes };
}

export async function compareReplay(id: TemplateId, pairs: number): Promise<ReplayCheck> {
  const { backend } = await chooseBackend('webgpu');
  if (backend !== 'webgpu') throw new Error('WebGPU is not to be had');
  const replayed = await run(id, pairs);
  useDevice(tfDevice({ shaders: webGpuShaders(), loss: watchWebGpu() }));
  const single = await run(id, pairs);
  const differences = replayed.snapshots.map(({ parameters }, i) => worstDifference(single.snapshots[i]!.parameters, parameters).difference);
  return { difference: Math.max(...differences), tensors: replayed.tensors, bytes: replayed.bytes };
}
