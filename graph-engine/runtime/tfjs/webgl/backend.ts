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
  readonly SHADER_TYPE: number;
  readonly FRAGMENT_SHADER: number;
  isContextLost(): boolean;
  getError(): number;
  compileShader(shader: object): void;
  linkProgram(program: object): void;
  getShaderParameter(shader: object, name: number): unknown;
  getProgramParameter(program: object, name: number): unknown;
  flush(): void;
}
/** A compiled shader, or one that is being compiled: tfjs then fills in later where its uniforms lie. */
export interface Binary {
  readonly fragmentShader: object;
  readonly webGLProgram: object;
}
interface TextureData {
  /** Absent until something is in it. */
  readonly texture?: object | null;
  /** What is yet to be uploaded, or was read before. */
  values: Float32Array | null;
}
export interface WebGlBackend {
  getGPGPUContext(): { readonly gl: RenderingContext; readonly parallelCompilationExtension: { readonly COMPLETION_STATUS_KHR: number } | null };
  /** By their keys. */
  binaryCache: Record<string, Binary>;
  getDataInfo(id: tf.DataId): TextureData;
  uploadToGPU(id: tf.DataId): void;
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

/** @returns a new tensor. */
export function runProgram(program: ShaderProgram, inputs: readonly TensorInfo[], uniforms: readonly (readonly number[])[]): tf.Tensor {
  return tf.engine().makeTensorFromTensorInfo(webGlBackend().runWebGLProgram(program, inputs, 'float32', uniforms, true));
}

const COMPILE_ONLY = 'ENGINE_COMPILE_ONLY';
/**
 * Runs `work` without the GPU: nothing is drawn, and what would be compiled is put together and held back. Tensors of `work` that are uploaded hold anything
 * afterwards, so all that it reads must be its own.
 * @returns the shaders that were not there yet, by their keys; they are in no cache.
 */
export function withoutGpu(work: () => void): ReadonlyMap<string, Binary> {
  const backend = webGlBackend();
  const { gl } = backend.getGPGPUContext();
  const { compileShader } = gl;
  const cache = backend.binaryCache;
  // tfjs asks for keys with `in`: those that are known are found, and new ones are told apart.
  const found = Object.create(cache) as Record<string, Binary>;
  backend.binaryCache = found;
  // One vertex shader serves all programs, and tfjs waits for it at once.
  gl.compileShader = (shader) => gl.getShaderParameter(shader, gl.SHADER_TYPE) !== gl.FRAGMENT_SHADER && compileShader.call(gl, shader);
  gl.linkProgram = () => undefined;
  const upload = backend.uploadToGPU.bind(backend);
  backend.uploadToGPU = (id) => {
    const data = backend.getDataInfo(id);
    upload(id);
    // In this mode tfjs leaves the numbers where they are. A step finds them in a texture when it reads them again, which is another shader.
    if (data.texture) return;
    data.values = null;
    upload(id);
  };
  tf.env().set(COMPILE_ONLY, true);
  try {
    work();
  } finally {
    tf.env().set(COMPILE_ONLY, false);
    // The methods of the classes are seen again.
    for (const [owner, name] of [[backend, 'uploadToGPU'], [gl, 'compileShader'], [gl, 'linkProgram']] as const) Reflect.deleteProperty(owner, name);
    backend.binaryCache = cache;
  }
  return new Map(Object.entries(found));
}
/** Puts a shader in place for the next run, after waiting for it. @throws when it cannot be compiled. */
export function keepShader(backend: WebGlBackend, key: string, binary: Binary): void {
  const cache = backend.binaryCache;
  // tfjs goes through its whole cache.
  backend.binaryCache = { [key]: binary };
  try {
    backend.checkCompileCompletion();
    backend.getUniformLocations();
  } finally {
    backend.binaryCache = cache;
  }
  cache[key] = binary;
}
