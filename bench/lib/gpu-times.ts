/** How long a training step is on a GPU without a browser: ours, tfjs as it is shipped, and PyTorch on CUDA. */
import { chooseBackend } from '@/graph-engine/runtime/backends/choose';
import { countDispatches } from '@/graph-engine/testing/count-gpu-calls';
import type { GpuModel } from './gpu-models';
import type { Limit, Row } from './report';
import { cudaName, type Cuda, type CudaKind } from './step-cuda';
import { prepareOurs } from './steps-ours';
import { inProcess, inTurns, type TurnSide, type TurnTimes } from './turns';

export const TURN_MS = 300;
/** One step of stock tfjs as slow as this says enough. */
const SLOW_MS = 200;
const [OURS, STOCK] = ['ours', 'stock tfjs'];
const kinds: readonly CudaKind[] = ['eager', 'graph'];

export interface Timed {
  readonly card: string;
  readonly rounds: number;
  /** Items in a batch instead of the model's own. */
  readonly batch: number | null;
  /** Null where there is none. */
  readonly cuda: Cuda | null;
}

/** Those sides of PyTorch that take a step; of the others it is said why not. */
async function cudaSides({ cuda }: Timed, { model, batch }: GpuModel): Promise<TurnSide[]> {
  const sides: TurnSide[] = [];
  for (const side of cuda ? kinds.map((kind) => cuda.side(kind, model, batch)) : []) {
    const fault = await side.turn(0).then(() => null, (error: unknown) => (error as Error).message);
    if (fault === null) sides.push(side);
    else console.error(`${model}, ${side.name}: ${fault}`);
  }
  return sides;
}

export async function timeOnGpu(name: string, model: GpuModel, timed: Timed): Promise<Row> {
  const [{ prepareModel, useStock }, { layersKit }] = await Promise.all([import('./tfjs-models'), import('./tfjs-layers'), import('./stock-webgpu')]);
  const batch = timed.batch ?? model.batch;
  await chooseBackend('webgpu');
  const ours = await prepareOurs(model.model, 'webgpu', batch, 1);
  await useStock('webgpu');
  const stock = prepareModel(model.model, batch, layersKit);
  const sides = [inProcess(OURS, () => ours.step()), inProcess(STOCK, () => stock.step(), SLOW_MS), ...(await cudaSides(timed, model))];
  const times: TurnTimes = await inTurns(sides, timed.rounds, TURN_MS);
  const dispatches = await countDispatches(() => ours.step());
  ours.dispose();
  stock.dispose();
  const of = (side: string): number | string => {
    const time = times.get(side);
    return time === 'slow' ? `over ${SLOW_MS}` : (time ?? '–');
  };
  return { model: name, card: timed.card, 'ours, ms': of(OURS), 'stock tfjs, ms': of(STOCK), ...Object.fromEntries(kinds.map((kind) => [`${cudaName(kind)}, ms`, of(cudaName(kind))])), dispatches };
}

/** What a step of ours may take on an H200. */
export const timeLimit = ({ limitMs }: GpuModel, row: Row): Limit => {
  const ms = row['ours, ms'] as number;
  return { limit: `${row['model']}: a step within ${limitMs} ms (of an H200)`, found: `${ms.toPrecision(3)} ms`, holds: ms <= limitMs };
};
