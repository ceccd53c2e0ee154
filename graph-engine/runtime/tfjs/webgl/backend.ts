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
/** What is used of a rendering context; the engine is compiled without the DOM's types. */
export interface RenderingContext {
  readonly canvas: { addEventListener(type: 'webglcontextlost', listener: () => void): void };
  isContextLost(): boolean;
  getError(): number;
}
interface WebGlBackend {
  getGPGPUContext(): { readonly gl: RenderingContext };
  runWebGLProgram(program: ShaderProgram, inputs: readonly TensorInfo[], dtype: 'float32', uniforms: readonly (readonly number[])[], keepPacked: true): TensorInfo;
}

function backend(): WebGlBackend {
  if (tf.getBackend() !== 'webgl') throw new Error('internal: WebGL is not the backend in use');
  return tf.backend() as unknown as WebGlBackend;
}
export const renderingContext = (): RenderingContext => backend().getGPGPUContext().gl;

/** @returns a new tensor. */
export function runProgram(program: ShaderProgram, inputs: readonly TensorInfo[], uniforms: readonly (readonly number[])[]): tf.Tensor {
  return tf.engine().makeTensorFromTensorInfo(backend().runWebGLProgram(program, inputs, 'float32', uniforms, true));
}
