/** PyTorch as a side of the comparison, where a python3 has it. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { StepAnswer } from './step-side';
import type { StepSide } from './step-sides';

export interface TorchSide extends StepSide {
  readonly version: string;
}
const script = fileURLToPath(new URL('./steps_torch.py', import.meta.url));

async function start(python: string, threads: number): Promise<TorchSide | null> {
  const child = spawn(python, [script, String(threads)], { stdio: ['pipe', 'pipe', 'ignore'] });
  child.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async <T>(): Promise<T | null> => {
    const { value, done } = await lines.next();
    return done ? null : (JSON.parse(value) as T);
  };
  const hello = await next<{ version: string }>();
  if (!hello) return null;
  return {
    ...hello,
    name: `PyTorch, ${threads === 1 ? 'one thread' : `${threads} threads`}`,
    async turn(model, _, milliseconds) {
      child.stdin.write(`${JSON.stringify({ model, milliseconds })}\n`);
      const answer = await next<StepAnswer>();
      if (!answer) throw new Error('PyTorch ended.');
      return answer;
    },
    close: () => void child.kill(),
  };
}
export async function startTorch(threads: number): Promise<TorchSide | null> {
  for (const python of ['python3', '/usr/bin/python3']) {
    const side = await start(python, threads);
    if (side) return side;
  }
  return null;
}
