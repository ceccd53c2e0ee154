/** A template trained on MNIST by PyTorch, where a python3 has it. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface TorchRun {
  /** Of training alone. */
  readonly seconds: number;
  readonly steps: number;
  readonly losses: readonly number[];
  /** Of the unseen images. */
  readonly loss: number;
  readonly used?: number;
  readonly perplexity?: number;
}
const script = fileURLToPath(new URL('./mnist_torch.py', import.meta.url));
const run = promisify(execFile);

/** The first python3 that has PyTorch, or null. */
export async function findTorch(): Promise<string | null> {
  for (const python of ['python3', '/usr/bin/python3']) {
    const found = await run(python, ['-c', 'import torch']).then(() => true, () => false);
    if (found) return python;
  }
  return null;
}
export async function trainTorch(python: string, model: string, epochs: number, seed: number, folder: string, seen: number, threads: number): Promise<TorchRun> {
  const args = [script, model, epochs, seed, `${folder}/train-images-idx3-ubyte.gz`, seen, threads].map(String);
  const { stdout } = await run(python, args, { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as TorchRun;
}
