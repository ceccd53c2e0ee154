/** The parts of tfjs's WebGL backend that its own kernels use and its types hide; the version is pinned. */
import * as tf from '@tensorflow/tfjs-core';

export interface TensorInfo {
  readonly dataId: tf.DataId;
  readonly shape: number[];
  readonly dtype: 'float32';
}
/** A fragment shader as tfjs takes it: two by two numbers in a texel. */
export class ShaderProgram {
  readonly packedInputs = true;
  readonly packedOutput = true;
  constructor(
    readonly outputShape: number[],
    readonly variableNames: string[],
    readonly userCode: string,
    readonly customUniforms: { readonly name: string; readonly type: 'float' | 'ivec3'; readonly arrayIndex?: number }[],
  ) {}
}
interface WebGlBackend {
  runWebGLProgram(program: ShaderProgram, inputs: readonly TensorInfo[], dtype: 'float32', uniforms: readonly (readonly number[])[], keepPacked: true): TensorInfo;
}

/** @returns a new tensor. */
export function runProgram(program: ShaderProgram, inputs: readonly TensorInfo[], uniforms: readonly (readonly number[])[]): tf.Tensor {
  if (tf.getBackend() !== 'webgl') throw new Error('internal: WebGL is not the backend in use');
  const backend = tf.backend() as unknown as WebGlBackend;
  return tf.engine().makeTensorFromTensorInfo(backend.runWebGLProgram(program, inputs, 'float32', uniforms, true));
}
