/** `backend.ts` and `kernels.ts`: tfjs on WebAssembly, with the one kernel that training convolutions needs and tfjs lacks. */
import { Source } from '../source';

/** tfjs 4.22 gives zeros on wasm for a padded convolution whose stride exceeds its kernel, so such a project runs on plain JavaScript. */
export const cpuBackendFile = (): Source =>
  new Source('src/backend.ts').add(`/**
 * Runs tfjs on plain JavaScript: on WebAssembly, tfjs 4.22 computes zeros for a padded convolution
 * whose stride exceeds its kernel, and this model has one.
 */
import * as tf from '@tensorflow/tfjs';

export async function useBackend(): Promise<void> {
  await tf.setBackend('cpu');
  await tf.ready();
}`);

export function wasmBackendFile(convolves: boolean): Source {
  const source = new Source('src/backend.ts');
  source.add(`/**
 * Runs tfjs on WebAssembly, which needs no native module and is many times faster than its plain
 * JavaScript backend. \`TFJS_BACKEND=cpu npm run train\` takes the latter.
 */
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';`);
  if (convolves) source.add("import { registerConvolutionGradient } from './kernels.ts';");
  source.block(`export async function useBackend(): Promise<void> {
  const name = process.env.TFJS_BACKEND ?? 'wasm';
${convolves ? "  if (name === 'wasm') registerConvolutionGradient();\n" : ''}  if (!(await tf.setBackend(name))) throw new Error(\`tfjs has no backend \${name} here\`);
  await tf.ready();
}`);
  return source;
}

export const kernelsFile = (): Source =>
  new Source('src/kernels.ts').add(`/** The derivative of a convolution with respect to its filter, which tfjs has not for wasm. */
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

interface Attributes {
  strides: [number, number];
  pad: 'valid' | 'same' | number;
  filterShape: [number, number, number, number];
}

/**
 * Lays the patches that each weight of the filter meets out in rows: row (y, x, channel), column
 * (item, place). Outside the picture there are zeros.
 */
function patchesByWeight(
  picture: Float32Array,
  patches: Float32Array,
  info: tf.backend_util.Conv2DInfo,
): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth } = info;
  let at = 0;
  for (let fy = 0; fy < info.filterHeight; fy++) {
    for (let fx = 0; fx < info.filterWidth; fx++) {
      for (let channel = 0; channel < inChannels; channel++) {
        for (let item = 0; item < batchSize; item++) {
          for (let y = 0; y < outHeight; y++) {
            const row = y * info.strideHeight + fy - info.padInfo.top;
            const start = (item * inHeight + row) * inWidth;
            for (let x = 0; x < outWidth; x++) {
              const column = x * info.strideWidth + fx - info.padInfo.left;
              const inside = row >= 0 && row < inHeight && column >= 0 && column < inWidth;
              patches[at++] = inside ? picture[(start + column) * inChannels + channel]! : 0;
            }
          }
        }
      }
    }
  }
}

/** Registers the kernel: patches × dy. */
export function registerConvolutionGradient(): void {
  const kernelName = 'Conv2DBackpropFilter';
  if (tf.getKernel(kernelName, 'wasm')) return;
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc({ inputs, attrs, backend }) {
      const [x, dy] = [inputs.x!, inputs.dy!];
      const wasm = backend as BackendWasm;
      const { strides, pad, filterShape } = attrs as unknown as Attributes;
      const inShape = x.shape as [number, number, number, number];
      const info = tf.backend_util.computeConv2DInfo(inShape, filterShape, strides, 1, pad);
      const weights = info.filterHeight * info.filterWidth * info.inChannels;
      const places = info.batchSize * info.outHeight * info.outWidth;
      const patches = wasm.makeOutput([weights, places], 'float32');
      // Views on the heap, taken after the last allocation, which may move it.
      const picture = wasm.typedArrayFromHeap(x) as Float32Array;
      patchesByWeight(picture, wasm.typedArrayFromHeap(patches) as Float32Array, info);
      const product = tf.getKernel('BatchMatMul', 'wasm').kernelFunc({
        inputs: { a: patches, b: { ...dy, shape: [places, info.outChannels] } },
        attrs: { transposeA: false, transposeB: false },
        backend: wasm,
      }) as tf.TensorInfo;
      wasm.disposeData(patches.dataId);
      return { ...product, shape: filterShape };
    },
  });
}`);
