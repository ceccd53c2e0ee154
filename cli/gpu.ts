/** The GPU of this process, which Node has by a package that is not among the dependencies. */
import { startDawn } from '@/graph-engine/runtime/node/dawn';
import { Failure } from './failure';

export type StartGpu = typeof startDawn;

let started = false;

/** Gives this process its GPU, once. @throws Failure with how to get one where there is none */
export async function startGpu(start: StartGpu = startDawn): Promise<void> {
  if (started) return;
  const found = await start();
  if ('missing' in found) throw new Failure(`The backend webgpu does not work here. ${found.missing}`);
  started = true;
}

/** Ends a process whose GPU would keep it from ending by itself, when what it wrote has arrived. */
export async function leaveGpu(): Promise<void> {
  if (!started) return;
  for (const stream of [process.stdout, process.stderr]) await new Promise<void>((resolve) => stream.write('', () => resolve()));
  process.exit();
}
