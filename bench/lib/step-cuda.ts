/** PyTorch on CUDA as sides of the bench of the GPU, where a python3 has both. */
import { fileURLToPath } from 'node:url';
import { startAnswering } from './json-lines';
import type { StepModel } from './step-documents';
import type { TurnSide } from './turns';

export type CudaKind = 'eager' | 'graph';
export interface Cuda {
  readonly version: string;
  /** The name of the card. */
  readonly device: string;
  /** Steps of a model operation by operation, or as a recorded graph. */
  side(kind: CudaKind, model: StepModel, batch: number | null): TurnSide;
  close(): void;
}
const script = fileURLToPath(new URL('./steps_torch_cuda.py', import.meta.url));
export const cudaName = (kind: CudaKind): string => `CUDA ${kind}`;

export async function startCuda(): Promise<Cuda | null> {
  const torch = await startAnswering<{ version: string; device: string }>(script, []);
  return (
    torch && {
      ...torch.hello,
      side: (kind, model, batch) => ({
        name: cudaName(kind),
        async turn(milliseconds) {
          const answer = await torch.ask<{ wall: number } | { fault: string }>({ model, batch, kind, milliseconds });
          if ('fault' in answer) throw new Error(answer.fault);
          return answer.wall;
        },
      }),
      close: torch.close,
    }
  );
}
