/** Whether the first training step on WebGPU finds its shaders compiled. Runs in Node with Dawn and in a browser. */
import * as tf from '@tensorflow/tfjs-core';
import { templates, type TemplateId } from '@/templates/registry';
import { chooseBackend } from '../runtime/backends/choose';
import { Session } from '../training/session';
import { generatedData } from './template-data';

export interface CompileCheck {
  /** [ready, of all], as they were told. */
  readonly told: readonly (readonly [number, number])[];
  /** Pipelines that the first step made for itself. */
  readonly inFirstStep: number;
  /** Tensors that compiling left behind. */
  readonly leaked: number;
}
type Make = (descriptor: unknown) => unknown;

export async function compileAheadOf(id: TemplateId): Promise<CompileCheck> {
  const { backend } = await chooseBackend('webgpu');
  if (backend !== 'webgpu') throw new Error('WebGPU is not to be had');
  const document = templates[id].create();
  const session = await Session.open({ document: { ...document, training: { ...document.training, batchSize: 4 } }, data: await generatedData(document, 16) });
  const told: [number, number][] = [];
  await session.compile((done, total) => told.push([done, total]));
  const before = tf.memory().numTensors;
  await session.compile(() => undefined);
  const leaked = tf.memory().numTensors - before;
  const { device } = tf.backend() as unknown as { readonly device: { createComputePipeline: Make } };
  const original = device.createComputePipeline;
  let inFirstStep = 0;
  device.createComputePipeline = (descriptor) => (inFirstStep++, original.call(device, descriptor));
  await session.stepAndRead();
  Reflect.deleteProperty(device, 'createComputePipeline');
  session.dispose();
  return { told, inFirstStep, leaked };
}
