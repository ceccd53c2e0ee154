/** `backend.ts` and `kernels.ts`: tfjs on WebAssembly, with the kernels of training that tfjs 4.22 lacks or has wrong. */
import { Source } from '../../program/source';

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

export interface Kernels {
  /** The model has convolutions, whose filter has a derivative that tfjs lacks. */
  readonly convolves: boolean;
  /** It has maximum pools, whose derivative tfjs has wrong. */
  readonly pools: boolean;
}

export function wasmBackendFile({ convolves, pools }: Kernels): Source {
  const source = new Source('src/backend.ts');
  source.add(`/**
 * Runs tfjs on WebAssembly, which needs no native module and is many times faster than its plain
 * JavaScript backend. \`TFJS_BACKEND=cpu npm run train\` takes the latter.
 */
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';`);
  if (convolves || pools) source.add("import { registerKernels } from './kernels.ts';");
  source.block(`export async function useBackend(): Promise<void> {
  const name = process.env.TFJS_BACKEND ?? 'wasm';
${convolves || pools ? "  if (name === 'wasm') registerKernels();\n" : ''}  if (!(await tf.setBackend(name))) throw new Error(\`tfjs has no backend \${name} here\`);
  await tf.ready();
}`);
  return source;
}

const convolution = `interface Convolution {
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

/** The derivative of a convolution with respect to its filter, patches × dy: tfjs has none. */
function registerConvolutionGradient(): void {
  tf.registerKernel({
    kernelName: 'Conv2DBackpropFilter',
    backendName: 'wasm',
    kernelFunc({ inputs, attrs, backend }) {
      const [x, dy] = [inputs.x!, inputs.dy!];
      const wasm = backend as BackendWasm;
      const { strides, pad, filterShape } = attrs as unknown as Convolution;
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
}`;

const pool = `interface Pooling {
  filterSize: [number, number] | number;
  strides: [number, number] | number;
  pad: 'valid' | 'same' | number;
}

/** Adds each number of \`dy\` to \`dx\` at the first maximum of its window. */
function addAtMaxima(
  x: Float32Array,
  dy: Float32Array,
  dx: Float32Array,
  info: tf.backend_util.Conv2DInfo,
): void {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, padInfo } = info;
  dx.fill(0);
  dy.forEach((value, at) => {
    const channel = at % inChannels;
    const column = Math.floor(at / inChannels) % outWidth;
    const row = Math.floor(at / inChannels / outWidth) % outHeight;
    const item = Math.floor(at / inChannels / outWidth / outHeight);
    const [top, left] = [row * info.strideHeight - padInfo.top, column * info.strideWidth - padInfo.left];
    let most = -1;
    for (let y = Math.max(0, top); y < Math.min(inHeight, top + info.filterHeight); y++) {
      for (let inner = Math.max(0, left); inner < Math.min(inWidth, left + info.filterWidth); inner++) {
        const place = ((item * inHeight + y) * inWidth + inner) * inChannels + channel;
        if (most < 0 || x[place]! > x[most]!) most = place;
      }
    }
    dx[most] = dx[most]! + value;
  });
}

/** The derivative of a maximum pool: that of tfjs leaves out windows of negative numbers. */
function registerPoolGradient(): void {
  tf.unregisterKernel('MaxPoolGrad', 'wasm');
  tf.registerKernel({
    kernelName: 'MaxPoolGrad',
    backendName: 'wasm',
    kernelFunc({ inputs, attrs, backend }) {
      const [dy, x] = [inputs.dy!, inputs.input!];
      const wasm = backend as BackendWasm;
      const { filterSize, strides, pad } = attrs as unknown as Pooling;
      const inShape = x.shape as [number, number, number, number];
      const info = tf.backend_util.computePool2DInfo(inShape, filterSize, strides, 1, pad);
      const dx = wasm.makeOutput(x.shape, 'float32');
      // Views on the heap, taken after the last allocation, which may move it.
      const [from, by, to] = [x, dy, dx].map((tensor) => wasm.typedArrayFromHeap(tensor) as Float32Array);
      addAtMaxima(from!, by!, to!, info);
      return dx;
    },
  });
}`;

export function kernelsFile({ convolves, pools }: Kernels): Source {
  const source = new Source('src/kernels.ts').add(`/** Derivatives that tfjs lacks or has wrong on WebAssembly. */
import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';`);
  if (convolves) source.block(convolution);
  if (pools) source.block(pool);
  const calls = [...(convolves ? ['registerConvolutionGradient();'] : []), ...(pools ? ['registerPoolGradient();'] : [])];
  source.block(`export function registerKernels(): void {\n${calls.map((call) => `  ${call}`).join('\n')}\n}`);
  return source;
}
