/** `derivatives.ts`: derivatives that tfjs 4.22 lacks or has wrong, most of them second ones, which the gradient penalty takes. */
import { Source } from '../../program/source';

interface Derivative {
  /** What the model's text has where it is needed. */
  readonly of: RegExp;
  readonly source: string;
  /** Also where no penalty is taken. */
  readonly always?: boolean;
  /** tfjs has one, and takes it from the result, whose way back to the input it has lost by then. */
  readonly kept?: boolean;
}

export const derivatives: readonly Derivative[] = [
  {
    of: /leakyrelu/i,
    source: `// A leaky ReLU: its slope is found by a comparison, whose derivative is 0.
tf.registerGradient({
  kernelName: 'Greater',
  inputsToSave: ['a', 'b'],
  gradFunc: (_, [a, b]) => ({ a: () => tf.zerosLike(a!), b: () => tf.zerosLike(b!) }),
});`,
  },
  {
    of: /'(tanh|gelu_new)'|\.tanh\(/,
    source: `tf.registerGradient({
  kernelName: 'Tanh',
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({
    x: () => tf.sub(1, x!.tanh().square()).mul(dy as tf.Tensor),
  }),
});`,
    kept: true,
  },
  {
    of: /'sigmoid'|\.sigmoid\(/,
    source: `tf.registerGradient({
  kernelName: 'Sigmoid',
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({
    x: () => x!.sigmoid().mul(x!.neg().sigmoid()).mul(dy as tf.Tensor),
  }),
});`,
    kept: true,
  },
  {
    of: /'elu'/,
    source: `tf.registerGradient({
  kernelName: 'Elu',
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => x!.minimum(0).exp().mul(dy as tf.Tensor) }),
});`,
    kept: true,
  },
  {
    of: /'softmax'|\.softmax\(/,
    source: `tf.registerGradient({
  kernelName: 'Softmax',
  inputsToSave: ['logits'],
  gradFunc: (dy, [logits]) => ({
    logits: () => {
      const share = logits!.softmax();
      const part = share.mul(dy as tf.Tensor);
      return part.sub(share.mul(part.sum(-1, true)));
    },
  }),
});`,
    kept: true,
  },
  {
    of: /\.upSampling2d\(/,
    always: true,
    source: `// Up-sampling repeats each pixel: the derivative sums over its copies. That of tfjs is wrong for
// more than one item in plain JavaScript, and has no derivative itself.
tf.registerGradient({
  kernelName: 'ResizeNearestNeighbor',
  inputsToSave: ['images'],
  gradFunc: (dy, [images]) => ({
    images: () => {
      const [items, height, width, channels] = images!.shape as [number, number, number, number];
      const by = dy as tf.Tensor;
      const wide = by.shape[2]! / width;
      return by.reshape([items, height, -1, width, wide, channels]).sum([2, 4]);
    },
  }),
});`,
  },
  {
    of: /\.avgPooling2d\(/,
    source: `// Average pooling: the derivative is linear, so that its own is pooling again.
tf.registerGradient({
  kernelName: 'AvgPoolGrad',
  inputsToSave: ['dy', 'input'],
  gradFunc: (change, [dy, input], attributes) => {
    const { filterSize, strides, pad } = attributes as unknown as Pooling;
    return {
      dy: () => tf.avgPool(change as tf.Tensor4D, filterSize, strides, pad).reshape(dy!.shape),
      input: () => tf.zerosLike(input!),
    };
  },
});`,
  },
  {
    of: /\.maxPooling2d\(/,
    source: `// Maximum pooling: the derivative is linear, and its own takes what lies at the place of the maximum,
// the first one where there are several.
tf.registerGradient({
  kernelName: 'MaxPoolGrad',
  inputsToSave: ['input', 'output'],
  gradFunc: (change, [input, output], attributes) => ({
    dy: () => atMaximum(change as tf.Tensor4D, input as tf.Tensor4D, output as tf.Tensor4D, attributes as unknown as Pooling),
    input: () => tf.zerosLike(input!),
    output: () => tf.zerosLike(output!),
  }),
});

function atMaximum(
  x: tf.Tensor4D,
  input: tf.Tensor4D,
  output: tf.Tensor4D,
  { filterSize, strides, pad }: Pooling,
): tf.Tensor {
  const info = tf.backend_util.computePool2DInfo(input.shape, filterSize, strides, 1, pad);
  const { top, bottom, left, right } = info.padInfo;
  const around: [number, number][] = [[0, 0], [top, bottom], [left, right], [0, 0]];
  const [values, inputs] = [x.pad(around), input.pad(around, -Infinity)];
  const step = [1, info.strideHeight, info.strideWidth, 1];
  let free: tf.Tensor = tf.onesLike(output);
  let found: tf.Tensor = tf.zerosLike(output);
  for (let row = 0; row < info.filterHeight; row++) {
    for (let column = 0; column < info.filterWidth; column++) {
      const from = [0, row, column, 0];
      const to = [
        info.batchSize,
        row + (info.outHeight - 1) * info.strideHeight + 1,
        column + (info.outWidth - 1) * info.strideWidth + 1,
        info.inChannels,
      ];
      const here = inputs.stridedSlice(from, to, step).equal(output).toFloat().mul(free);
      found = found.add(values.stridedSlice(from, to, step).mul(here));
      free = free.sub(here);
    }
  }
  return found;
}`,
  },
];

const why = `// tfjs takes these derivatives from the results, and has lost by then how those came from the
// inputs; taken from the inputs, they have the right derivatives themselves.`;
const pooling = `interface Pooling {
  filterSize: [number, number] | number;
  strides: [number, number] | number;
  pad: 'valid' | 'same' | number;
}`;

/** Those that a model of this text needs, as a module's body; empty where tfjs has all. `twice`: a gradient penalty is taken of it. */
export function derivativesOf(text: string, twice: boolean): string {
  const needed = derivatives.filter(({ of, always }) => (twice || always) && of.test(text));
  const sources = (kept: boolean): string[] => needed.filter((one) => (one.kept ?? false) === kept).map(({ source }) => source);
  const [missing, wrong] = [sources(false), sources(true)];
  return [...(missing.some((source) => source.includes(' Pooling')) ? [pooling] : []), ...missing, ...(wrong.length > 0 ? [why, ...wrong] : [])].join('\n\n');
}

/** `code`: of the model and of the losses. Null where tfjs has what training takes. */
export function derivativesFile(code: string): Source | null {
  const twice = code.includes('ops.slope(');
  const text = derivativesOf(code, twice);
  if (text === '') return null;
  const about = twice ? 'Derivatives that tfjs lacks or has wrong; the gradient penalty takes those of derivatives' : 'Derivatives that tfjs has wrong';
  return new Source('src/derivatives.ts').add(`/** ${about}. */\nimport * as tf from '@tensorflow/tfjs';`).block(text);
}
