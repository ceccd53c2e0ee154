/** Trains a PyTorch project on two processes. */
import { createServer, type AddressInfo } from 'node:net';
import { runPythonWith } from './python';

/** One that is free now. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** As torchrun starts processes: it says by variables who each is. That of PyTorch 1.13 does not run on Python 3.11. */
export async function trainOnTwo(project: string, ...args: readonly string[]): Promise<string> {
  const port = await freePort();
  const ran = await Promise.all(
    ['0', '1'].map((rank) => runPythonWith({ RANK: rank, LOCAL_RANK: rank, WORLD_SIZE: '2', MASTER_ADDR: '127.0.0.1', MASTER_PORT: String(port), OMP_NUM_THREADS: '1' }, project, 'train.py', ...args)),
  );
  for (const { status, output } of ran) if (status !== 0) throw new Error(output);
  return ran[0]!.output;
}
