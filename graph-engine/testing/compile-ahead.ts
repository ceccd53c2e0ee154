/** Whether the first training steps on a GPU find their shaders compiled, and compute the same with that. Runs in a browser, and for WebGPU in Node with Dawn. */
import * as tf from '@tensorflow/tfjs-core';
import { templates, type TemplateId } from '@/templates/registry';
import type { HourglassDocument } from '../document/types';
import { chooseBackend } from '../runtime/backends/choose';
import { sharedGpu } from '../runtime/webgpu/start';
import { Session, type Snapshot } from '../training/session';
import { worstDifference } from './compare-stores';
import { countCompilations } from './count-gpu-calls';
import { smallAutoencoder } from './small-autoencoder';
import { generatedData } from './template-data';

export interface CompileCheck {
  /** [ready, of all], as they were told. */
  readonly told: readonly (readonly [number, number])[];
  /** How often a timer had its turn meanwhile. */
  readonly turns: number;
  /** Shaders that each of the first steps, values read, compiled for itself. */
  readonly inSteps: readonly number[];
  /** Tensors, or bytes on WebGPU, that compiling left behind. */
  readonly leaked: number;
  /** The largest relative difference of a parameter or of the optimiser's state from the same steps without compiling ahead; infinite where a loss differs. */
  readonly difference: number;
}
interface Steps {
  readonly compiled: readonly number[];
  readonly losses: readonly number[];
  readonly snapshot: Snapshot;
}
const STEPS = 3;

/** Its kernel comes from JavaScript in one layout and from Adam in another, and no other layer asks for either. */
const oneConvolution = (): HourglassDocument => smallAutoencoder([['conv2d', { filters: 4, kernel: 3 }], ['flatten']]);
type Model = TemplateId | 'one-convolution';

async function open(model: Model): Promise<Session> {
  const document = model === 'one-convolution' ? oneConvolution() : templates[model].create();
  return Session.open({ document: { ...document, training: { ...document.training, batchSize: 4 } }, data: await generatedData(document, 16) });
}
async function takeSteps(session: Session): Promise<Steps> {
  const [compiled, losses]: [number[], number[]] = [[], []];
  for (let i = 0; i < STEPS; i++) compiled.push(await countCompilations(async () => void losses.push(...Object.values((await session.stepAndRead()).values))));
  const snapshot = await session.snapshot();
  session.dispose();
  return { compiled, losses, snapshot };
}

export async function compileAheadOf(backend: 'webgl' | 'webgpu', model: Model): Promise<CompileCheck> {
  const choice = await chooseBackend(backend);
  if (choice.backend !== backend) throw new Error(`${backend} is not to be had: ${choice.fallbacks.map(({ reason }) => reason).join(' ')}`);
  const session = await open(model);
  const told: [number, number][] = [];
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  await session.compile((done, total) => told.push([done, total]));
  clearInterval(timer);
  const gpu = backend === 'webgpu' ? await sharedGpu() : null;
  const held = (): number => gpu?.bytes ?? tf.memory().numTensors + tf.memory().numDataBuffers;
  const before = held();
  await session.compile(() => undefined);
  const leaked = held() - before;
  const ahead = await takeSteps(session);
  const plain = await takeSteps(await open(model));
  const difference = ahead.losses.join() === plain.losses.join() ? worstDifference(plain.snapshot.parameters, ahead.snapshot.parameters).difference : Infinity;
  return { told, turns, leaked, inSteps: ahead.compiled, difference };
}
