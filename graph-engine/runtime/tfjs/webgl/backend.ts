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
    /** Tensors that it writes, all of that shape; tfjs knows of the first. */
    readonly outputs: number,
  ) {}
}
/** What is used of a rendering context; the engine is compiled without the DOM's types. */
export interface RenderingContext {
  readonly canvas: { addEventListener(type: 'webglcontextlost', listener: () => void): void };
  readonly SHADER_TYPE: number;
  readonly FRAGMENT_SHADER: number;
  readonly FRAMEBUFFER: number;
  readonly FRAMEBUFFER_COMPLETE: number;
  readonly COLOR_ATTACHMENT0: number;
  readonly TEXTURE_2D: number;
  readonly MAX_TEXTURE_SIZE: number;
  readonly RGBA: number;
  readonly FLOAT: number;
  readonly UNSIGNED_BYTE: number;
  isContextLost(): boolean;
  getError(): number;
  compileShader(shader: object): void;
  linkProgram(program: object): void;
  getShaderParameter(shader: object, name: number): unknown;
  getProgramParameter(program: object, name: number): unknown;
  shaderSource(shader: object, source: string): void;
  bindFramebuffer(target: number, framebuffer: object): void;
  checkFramebufferStatus(target: number): number;
  framebufferTexture2D(target: number, attachment: number, kind: number, texture: object | null, level: number): void;
  drawBuffers(attachments: readonly number[]): void;
  bindTexture(target: number, texture: object | null): void;
  texSubImage2D(target: number, level: number, x: number, y: number, width: number, height: number, format: number, type: number, numbers: Float32Array | Uint8Array): void;
  getParameter(name: number): unknown;
  flush(): void;
}
/** A compiled shader, or one that is being compiled: tfjs then fills in later where its uniforms lie. */
export interface Binary {
  readonly fragmentShader: object;
  readonly webGLProgram: object;
  /** What it was made of; those of tfjs have one output and do not say so. */
  readonly program: { readonly outputs?: number };
}
interface TextureData {
  /** Absent until something is in it. */
  readonly texture?: { readonly texture: object } | null;
  /** Two by two numbers in a texel. */
  isPacked?: boolean;
  /** What the texture is for, which says of what its texels are. */
  usage: number | null;
  /** Its height and width, counted twice where a texel holds two by two numbers. */
  texShape: number[] | null;
  /** What is yet to be uploaded, or was read before. */
  values: Float32Array | null;
}
interface GpuContext {
  readonly gl: RenderingContext;
  /** The one that all shaders draw to. */
  readonly framebuffer: object;
  readonly parallelCompilationExtension: { readonly COMPLETION_STATUS_KHR: number } | null;
  /** Draws with the program, the inputs and the output that were set. */
  executeProgram(): void;
}
export interface WebGlBackend {
  getGPGPUContext(): GpuContext;
  /** By their keys. */
  binaryCache: Record<string, Binary>;
  getAndSaveBinary(key: string, make: () => Binary): Binary;
  getDataInfo(id: tf.DataId): TextureData;
  /** Gives a tensor a texture, with its numbers if it has any. */
  uploadToGPU(id: tf.DataId): void;
  disposeData(id: tf.DataId): void;
  makeTensorInfo(shape: readonly number[], dtype: 'float32'): TensorInfo;
  /** Waits for the shaders of the cache. @throws when one cannot be compiled. */
  checkCompileCompletion(): void;
  /** Fills in where the uniforms of the shaders of the cache lie. */
  getUniformLocations(): void;
  runWebGLProgram(program: ShaderProgram, inputs: readonly TensorInfo[], dtype: 'float32', uniforms: readonly (readonly number[])[], keepPacked: true): TensorInfo;
}

export function webGlBackend(): WebGlBackend {
  if (tf.getBackend() !== 'webgl') throw new Error('internal: WebGL is not the backend in use');
  return tf.backend() as unknown as WebGlBackend;
}
export const renderingContext = (): RenderingContext => webGlBackend().getGPGPUContext().gl;
