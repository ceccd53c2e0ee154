/** Teaches tfjs that a fragment shader may have several outputs: it declares, and sets, the first alone. */
import { declareOutput } from '../fused/glsl';
import type { RenderingContext, TensorInfo, WebGlBackend } from './backend';

/** Every WebGL 2 has as many; some GPUs have no room for as many textures of four floats. */
const MOST = 4;
/** How tfjs declares the output, on a line of its own; of several, each has to say where it goes. */
const FIRST = /^\s*out vec4 outputColor;/m;

class Outputs {
  /** Outputs that a shader may have. */
  readonly most: number;
  /** Textures beside the first. */
  private others: readonly object[] = [];

  constructor(backend: WebGlBackend) {
    const context = backend.getGPGPUContext();
    const { gl } = context;
    const [shaderSource, getAndSaveBinary, executeProgram] = [gl.shaderSource.bind(gl), backend.getAndSaveBinary.bind(backend), context.executeProgram.bind(context)];
    this.most = mostOutputs(backend);
    gl.shaderSource = (shader, source) => shaderSource(shader, source.includes(declareOutput(1)) ? source.replace(FIRST, (line) => `layout(location = 0) ${line.trim()}`) : source);
    // What lays out the inputs runs before, with one output.
    let count = 1;
    backend.getAndSaveBinary = (key, make) => {
      const binary = getAndSaveBinary(key, make);
      count = binary.program.outputs ?? 1;
      return binary;
    };
    context.executeProgram = () => {
      if (count === 1) return executeProgram();
      attach(gl, 1, this.others);
      gl.drawBuffers([null, ...this.others].map((_, k) => gl.COLOR_ATTACHMENT0 + k));
      executeProgram();
      // All shaders share the frame buffer.
      attach(gl, 1, this.others.map(() => null));
      gl.drawBuffers([gl.COLOR_ATTACHMENT0]);
    };
  }

  /** Runs a shader whose outputs beside the first are `textures`. */
  with<T>(textures: readonly object[], run: () => T): T {
    this.others = textures;
    try {
      return run();
    } finally {
      this.others = [];
    }
  }
}
/** From output `first` on, in the frame buffer in use. */
function attach(gl: RenderingContext, first: number, textures: readonly (object | null)[]): void {
  textures.forEach((texture, k) => gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0 + first + k, gl.TEXTURE_2D, texture, 0));
}
function mostOutputs(backend: WebGlBackend): number {
  const { gl, framebuffer } = backend.getGPGPUContext();
  const infos = Array.from({ length: MOST }, () => newTexture(backend, [1, 1]));
  const textures = infos.map((info) => textureOf(backend, info));
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  let most = MOST;
  attach(gl, 0, textures);
  while (most > 1 && gl.checkFramebufferStatus(gl.FRAMEBUFFER) !== gl.FRAMEBUFFER_COMPLETE) attach(gl, --most, [null]);
  attach(gl, 0, textures.map(() => null));
  for (const { dataId } of infos) backend.disposeData(dataId);
  return most;
}
/** As tfjs makes it for the output of a shader of ours. */
export function newTexture(backend: WebGlBackend, shape: readonly number[]): TensorInfo {
  const info = backend.makeTensorInfo(shape, 'float32');
  backend.getDataInfo(info.dataId).isPacked = true;
  backend.uploadToGPU(info.dataId);
  return info;
}
export const textureOf = (backend: WebGlBackend, { dataId }: TensorInfo): object => backend.getDataInfo(dataId).texture!.texture;

const known = new WeakMap<WebGlBackend, Outputs>();

export function outputsOf(backend: WebGlBackend): Outputs {
  let outputs = known.get(backend);
  if (!outputs) known.set(backend, (outputs = new Outputs(backend)));
  return outputs;
}
