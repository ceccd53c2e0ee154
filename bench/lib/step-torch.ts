/** PyTorch as a side of the comparison, where a python3 has it. */
import { fileURLToPath } from 'node:url';
import { startAnswering } from './json-lines';
import type { StepSide } from './step-sides';

export interface TorchSide extends StepSide {
  readonly version: string;
}
const script = fileURLToPath(new URL('./steps_torch.py', import.meta.url));

export async function startTorch(threads: number): Promise<TorchSide | null> {
  const torch = await startAnswering<{ version: string }>(script, [String(threads)]);
  return (
    torch && {
      ...torch.hello,
      name: `PyTorch, ${threads === 1 ? 'one thread' : `${threads} threads`}`,
      turn: (model, _, milliseconds) => torch.ask({ model, milliseconds }),
      close: torch.close,
    }
  );
}
