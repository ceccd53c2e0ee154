/** The sides of the comparison of training steps: each in a process of its own, asked in turn. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { pinToLast } from './pin';
import type { StepModel } from './step-documents';
import type { SideKind, StepAnswer, StepBackend, StepRequest } from './step-side';

export interface StepSide {
  readonly name: string;
  /** Steps of `model` for some milliseconds, at least one; `batch` null: of as many items as the model has. */
  turn(model: StepModel, batch: number | null, milliseconds: number): Promise<StepAnswer>;
  close(): Promise<void> | void;
}
export const severalThreads = Math.max(2, availableParallelism());

/** Ours with one thread keeps to the processor that PyTorch's one thread has. */
export function startProcess(name: string, kind: SideKind, backend: StepBackend, threads = 1): StepSide {
  const child = fork(fileURLToPath(new URL('./step-side.ts', import.meta.url)), [kind, backend, String(threads)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  if (threads === 1 && kind === 'ours' && !pinToLast(child.pid!)) console.error(`${name} may move between processors: there is no taskset here.`);
  const ended = new AbortController();
  child.once('exit', (code, signal) => ended.abort(new Error(`internal: ${name} ended its process with ${String(code ?? signal)}`)));
  return {
    name,
    async turn(model, batch, milliseconds) {
      ended.signal.throwIfAborted();
      child.send({ model, batch, milliseconds } satisfies StepRequest);
      const [answer] = (await once(child, 'message', ended)) as [StepAnswer];
      return answer;
    },
    close: () => child.disconnect(),
  };
}
