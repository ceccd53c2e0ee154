/** Training on WebGPU as it runs (fused, packed, in place) against operations one by one, each value in a place of its own. Runs in Node with Dawn and in a browser. */
import { templates, type TemplateId } from '@/templates/registry';
import { mainPlayer } from '../document/players';
import { chooseBackend } from '../runtime/backends/choose';
import { useDevice } from '../runtime/device';
import { startGpu } from '../runtime/webgpu/start';
import { webGpuDevice } from '../runtime/webgpu/store';
import { Session, type Snapshot } from '../training/session';
import type { PlayerChange } from './build-document';
import { changePlayers } from './change-players';
import { worstDifference } from './compare-stores';
import { generatedData } from './template-data';

export interface OneByOneCheck {
  /** The largest relative difference of a parameter, after all steps and after going back to kept weights and on. */
  readonly difference: number;
  readonly name: string;
  /** Bytes on the GPU after each pair of steps once everything was used; equal where nothing leaks. */
  readonly bytes: readonly number[];
  /** Bytes that stay when the model was closed. */
  readonly left: number;
}
interface Run {
  readonly snapshots: readonly Snapshot[];
  readonly bytes: readonly number[];
}

async function run(id: TemplateId, pairs: number, change: PlayerChange, bytesNow: () => number): Promise<Run> {
  const created = templates[id].create();
  const document = changePlayers({ ...created, training: { ...created.training, batchSize: 4 } }, ({ id: player }) => (player === mainPlayer(created.training).id ? { ...change, updates: 1 } : change));
  const session = await Session.open({ document, data: await generatedData(document, 16) });
  const [bytes, snapshots]: [number[], Snapshot[]] = [[], []];
  session.stepBlind();
  session.kept.keepCandidate(1);
  session.kept.acceptCandidate();
  await session.evaluate();
  await session.snapshot();
  for (let i = 0; i < pairs; i++) {
    session.stepBlind();
    await session.stepAndRead();
    bytes.push(bytesNow());
  }
  snapshots.push(await session.snapshot());
  session.step = session.kept.rollBack();
  await session.stepAndRead();
  snapshots.push(await session.snapshot());
  session.dispose();
  return { snapshots, bytes };
}

/** `change`: of every player; updates only of those who play against the main one. */
export async function compareOneByOne(id: TemplateId, pairs: number, change: PlayerChange = {}): Promise<OneByOneCheck> {
  const { backend } = await chooseBackend('webgpu');
  if (backend !== 'webgpu') throw new Error('WebGPU is not to be had');
  const gpu = await startGpu();
  useDevice(webGpuDevice(gpu));
  await run(id, 1, change, () => 0);
  const before = gpu.bytes;
  const together = await run(id, pairs, change, () => gpu.bytes);
  const left = gpu.bytes - before;
  useDevice(webGpuDevice(gpu, { separate: true }));
  const single = await run(id, pairs, change, () => 0);
  const worst = together.snapshots.map(({ parameters }, i) => worstDifference(single.snapshots[i]!.parameters, parameters)).toSorted((a, b) => b.difference - a.difference)[0]!;
  gpu.device.destroy();
  return { ...worst, bytes: together.bytes, left };
}
