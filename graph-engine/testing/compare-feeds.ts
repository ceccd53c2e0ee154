/** Training on a GPU from tables that stay on the device, against the same steps fed with numbers. Runs in a browser, and for WebGPU in Node with Dawn. */
import * as tf from '@tensorflow/tfjs-core';
import type { MemoryTable } from '../data/table';
import { templates, type TemplateId } from '@/templates/registry';
import { chooseBackend } from '../runtime/backends/choose';
import type { Feeds } from '../runtime/device';
import { sharedGpu } from '../runtime/webgpu/start';
import { Session, type Snapshot } from '../training/session';
import { worstDifference } from './compare-stores';
import { generatedData } from './template-data';

/** What a batch is given as. */
type Form = 'numbers' | 'rows' | 'bytes';
export interface FeedCheck {
  /** The largest relative difference of a parameter from a run that is fed with numbers. */
  readonly difference: number;
  /** How often the numbers of a batch were asked for, and how often in the other run. */
  readonly asked: readonly [number, number];
  /** Tensors, and bytes on the GPU, after each of the last steps; equal where nothing leaks. */
  readonly tensors: readonly number[];
  readonly bytes: readonly number[];
  /** Bytes on the GPU that closing the session gave back. */
  readonly given: number;
}
interface Run extends Pick<FeedCheck, 'tensors' | 'bytes' | 'given'> {
  readonly snapshot: Snapshot;
  readonly asked: number;
}
interface InUse {
  readonly tensors: number;
  readonly bytes: number;
}
function inTextures(): InUse {
  const { numTensors: tensors, numBytesInGPUAllocated: bytes } = tf.memory() as tf.MemoryInfo & { readonly numBytesInGPUAllocated: number };
  return { tensors, bytes };
}

/** The same table as bytes. */
function inBytes(table: MemoryTable): MemoryTable & { readonly values: Uint8Array } {
  return { ...table, values: Uint8Array.from(table.values, (x) => Math.round(x * table.scale * 255)), scale: 1 / 255 };
}
/** A feed in that form. A session gives bytes only for tables that are too large for a test. */
function given(feed: Feeds[string], form: Form, { values, scale }: ReturnType<typeof inBytes>, ask: () => void): Feeds[string] {
  const { shape, rows } = feed;
  return {
    shape,
    rows: form === 'rows' ? rows! : null,
    byteRows: form === 'bytes' ? { table: values, numbers: meanings(scale), indices: rows!.indices } : null,
    get data() {
      ask();
      return feed.data;
    },
  };
}
const known = new Map<number, Float32Array>();
/** Always the same array, as a table's are. */
function meanings(scale: number): Float32Array {
  if (!known.has(scale)) known.set(scale, Float32Array.from({ length: 256 }, (_, byte) => byte * scale));
  return known.get(scale)!;
}

async function run(id: TemplateId, steps: number, form: Form, inUse: () => InUse): Promise<Run> {
  const created = templates[id].create();
  const tables = Object.fromEntries(Object.entries(await generatedData(created, 33)).map(([node, table]) => [node, inBytes(table)]));
  const session = await Session.open({ document: { ...created, training: { ...created.training, batchSize: 5 } }, data: tables });
  let asked = 0;
  const batchFeeds = session.data.batchFeeds.bind(session.data);
  session.data.batchFeeds = (position) => Object.fromEntries(Object.entries(batchFeeds(position)).map(([node, feed]) => [node, given(feed, form, tables[node]!, () => asked++)]));
  const [tensors, bytes]: [number[], number[]] = [[], []];
  for (let i = 0; i < steps; i++) {
    await session.stepAndRead();
    if (i < 2) continue;
    const now = inUse();
    tensors.push(now.tensors);
    bytes.push(now.bytes);
  }
  const snapshot = await session.snapshot();
  const before = inUse().bytes;
  session.dispose();
  return { snapshot, asked, tensors, bytes, given: before - inUse().bytes };
}

export async function compareFeeds(backend: 'webgl' | 'webgpu', id: TemplateId, steps: number, form: Exclude<Form, 'numbers'>): Promise<FeedCheck> {
  const choice = await chooseBackend(backend);
  if (choice.backend !== backend) throw new Error(`${backend} is not to be had: ${choice.fallbacks.map(({ reason }) => reason).join(' ')}`);
  const gpu = backend === 'webgpu' ? await sharedGpu() : null;
  const inUse = gpu ? () => ({ tensors: 0, bytes: gpu.bytes }) : inTextures;
  const numbers = await run(id, steps, 'numbers', inUse);
  const { snapshot, asked, ...memory } = await run(id, steps, form, inUse);
  return { difference: worstDifference(numbers.snapshot.parameters, snapshot.parameters).difference, asked: [asked, numbers.asked], ...memory };
}
