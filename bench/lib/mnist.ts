/** Where real MNIST lies beside the project, and which part of it the figures are trained on. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const mnistPath = fileURLToPath(new URL('../../../shared/data/mnist', import.meta.url));
export const hasMnist = existsSync(mnistPath);
/** Ends a bench that measures nothing else, where it is missing; `cure`: what else can be done. */
export function needMnist(cure = ''): void {
  if (hasMnist) return;
  console.error(`Real MNIST is not beside the project (../shared/data/mnist): nothing to measure.${cure}`);
  process.exit(1);
}
/** The first 10,000 of the 60,000 training images; the others stay unseen. */
export const seen = { from: 0, to: 10_000 } as const;
export const unseen = { from: 10_000, to: 60_000 } as const;
export const itemsOf = ({ from, to }: { readonly from: number; readonly to: number }): string => `${from}:${to}`;
