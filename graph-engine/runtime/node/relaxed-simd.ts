/** Node 20 and 22 know relaxed SIMD behind a flag of V8, which is read whenever a module is compiled: the kernels run faster with it. */
import { setFlagsFromString } from 'node:v8';

export const allowRelaxedSimd = (): void => setFlagsFromString('--experimental-wasm-relaxed-simd');
