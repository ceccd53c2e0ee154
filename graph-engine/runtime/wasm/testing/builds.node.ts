/** The four builds of the kernels, for tests that run on all of them. */
import type { Device } from '../../device';
import { allowRelaxedSimd } from '../../node/relaxed-simd';
import { spawnThread } from '../../node/spawn-thread';
import { loadKernels, startMachine, type Simd } from '../module';
import { WasmStore, wasmDevice } from '../store';

interface KernelBuild {
  readonly simd: Simd;
  readonly threads: number;
  readonly name: string;
}
export const everyBuild: readonly KernelBuild[] = (['plain', 'relaxed'] as const).flatMap((simd) => [1, 2].map((threads) => ({ simd, threads, name: `${simd} SIMD on ${threads === 1 ? 'one thread' : `${threads} threads`}` })));

type Chosen = Pick<KernelBuild, 'simd' | 'threads'>;
const kernelsOf = ({ simd, threads }: Chosen) => {
  allowRelaxedSimd();
  return loadKernels(simd, threads, spawnThread);
};
/** Shares out every run, however little work it is. */
export const storeOn = async (build: Chosen): Promise<WasmStore> => new WasmStore(await startMachine(await kernelsOf(build)), 0);
export const deviceOn = async (build: Chosen): Promise<Device> => wasmDevice(await kernelsOf(build), 0);
