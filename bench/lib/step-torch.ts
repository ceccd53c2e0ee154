/** PyTorch as a side of the comparison, where a python3 has it. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface TorchSide {
  readonly version: string;
  readonly models: readonly string[];
  /** Milliseconds of one step, by the clock. */
  step(model: string, milliseconds: number): Promise<number>;
  close(): void;
}
const script = fileURLToPath(new URL('./steps_torch.py', import.meta.url));

async function start(python: string): Promise<TorchSide | null> {
  const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'ignore'] });
  child.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async <T>(): Promise<T | null> => {
    const { value, done } = await lines.next();
    return done ? null : (JSON.parse(value) as T);
  };
  const hello = await next<{ version: string; models: string[] }>();
  if (!hello) return null;
  return {
    ...hello,
    async step(model, milliseconds) {
      child.stdin.write(`${JSON.stringify({ model, milliseconds })}\n`);
      const answer = await next<{ wall: number }>();
      if (!answer) throw new Error('PyTorch ended.');
      return answer.wall;
    },
    close: () => void child.kill(),
  };
}
export async function startTorch(): Promise<TorchSide | null> {
  for (const python of ['python3', '/usr/bin/python3']) {
    const side = await start(python);
    if (side) return side;
  }
  return null;
}
