/** Training on WebGL from tables that stay on the device, against the same steps fed with numbers. Runs in a browser. */
import * as tf from '@tensorflow/tfjs-core';
import { templates, type TemplateId } from '@/templates/registry';
import { chooseBackend } from '../runtime/backends/choose';
import { Session, type Snapshot } from '../training/session';
import { worstDifference } from './compare-stores';
import { generatedData } from './template-data';

export interface FeedCheck {
  /** The largest relative difference of a parameter. */
  readonly difference: number;
  /** How often the numbers of a batch were asked for: fed by rows, and fed by numbers. */
  readonly asked: readonly [number, number];
  /** Tensors, and bytes on the GPU, after each of the last steps; equal where nothing leaks. */
  readonly tensors: readonly number[];
  readonly bytes: readonly number[];
  /** Bytes on the GPU that closing the session gave back. */
  readonly given: number;
}
const bytesOnGpu = (): number => (tf.memory() as tf.MemoryInfo & { readonly numBytesInGPUAllocated: number }).numBytesInGPUAllocated;

async function run(id: TemplateId, steps: number, byRows: boolean): Promise<{ readonly snapshot: Snapshot; readonly asked: number; readonly tensors: number[]; readonly bytes: number[]; readonly given: number }> {
  const created = templates[id].create();
  const session = await Session.open({ document: { ...created, training: { ...created.training, batchSize: 5 } }, data: await generatedData(created, 33) });
  let asked = 0;
  const { data } = session;
  const batchFeeds = data.batchFeeds.bind(data);
  data.batchFeeds = (position) =>
    Object.fromEntries(
      Object.entries(batchFeeds(position)).map(([name, feed]) => [name, { shape: feed.shape, rows: byRows ? feed.rows : null, get data() { return asked++, feed.data; } }]),
    );
  const [tensors, bytes]: [number[], number[]] = [[], []];
  for (let i = 0; i < steps; i++) {
    await session.stepAndRead();
    if (i < 2) continue;
    tensors.push(tf.memory().numTensors);
    bytes.push(bytesOnGpu());
  }
  const snapshot = await session.snapshot();
  const before = bytesOnGpu();
  session.dispose();
  return { snapshot, asked, tensors, bytes, given: before - bytesOnGpu() };
}

export async function compareFeeds(id: TemplateId, steps: number): Promise<FeedCheck> {
  const { backend } = await chooseBackend('webgl');
  if (backend !== 'webgl') throw new Error('WebGL is not to be had');
  const numbers = await run(id, steps, false);
  const { snapshot, asked, ...memory } = await run(id, steps, true);
  return { difference: worstDifference(numbers.snapshot.parameters, snapshot.parameters).difference, asked: [asked, numbers.asked], ...memory };
}
