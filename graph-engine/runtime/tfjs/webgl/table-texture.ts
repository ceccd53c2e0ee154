/** A table as a texture: its numbers, or its bytes, one after another, four in a texel. */
import * as tf from '@tensorflow/tfjs-core';
import type { TensorInfo, WebGlBackend } from './backend';
import { hasRoom } from './loss';
import { textureOf } from './several-outputs';

/** In texels. */
export interface TextureSize {
  readonly width: number;
  readonly height: number;
}
const WIDTH = 4096;
/** Numbers, or bytes, that a texel holds. */
export const FOUR = 4;
/** Textures of bytes, as tfjs counts what they are for. */
const PIXELS = 2;

/** The texture for so many numbers; null where they do not fit one of `most` by `most` texels. */
export function textureSize(count: number, most: number): TextureSize | null {
  const texels = Math.ceil(count / FOUR);
  const width = Math.max(1, Math.min(WIDTH, most, texels));
  const height = Math.max(1, Math.ceil(texels / width));
  return height <= most ? { width, height } : null;
}

/** A texture that holds `table`, for shaders that know its layout; null where the GPU has no room for it. */
export function tableTexture(backend: WebGlBackend, table: Float32Array | Uint8Array, { width, height }: TextureSize): TensorInfo | null {
  const { gl } = backend.getGPGPUContext();
  const bytes = table instanceof Uint8Array;
  // tfjs counts two by two numbers in a texel of a packed texture, and otherwise texels.
  const info = backend.makeTensorInfo([2 * height, 2 * width], 'float32');
  Object.assign(backend.getDataInfo(info.dataId), { isPacked: true, ...(bytes ? { usage: PIXELS, texShape: [height, width] } : { texShape: [2 * height, 2 * width] }) });
  const line = FOUR * width;
  const whole = Math.floor(table.length / line);
  const upload = (from: number, lines: number, numbers: Float32Array | Uint8Array): void =>
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, from, width, lines, gl.RGBA, bytes ? gl.UNSIGNED_BYTE : gl.FLOAT, numbers);
  const fits = hasRoom(gl, () => {
    backend.uploadToGPU(info.dataId);
    gl.bindTexture(gl.TEXTURE_2D, textureOf(backend, info));
    if (whole > 0) upload(0, whole, table.subarray(0, whole * line));
    if (whole < height) {
      const last = bytes ? new Uint8Array(line) : new Float32Array(line);
      last.set(table.subarray(whole * line));
      upload(whole, 1, last);
    }
    gl.bindTexture(gl.TEXTURE_2D, null);
  });
  if (fits) return info;
  removeTexture(backend, info);
  return null;
}

/** tfjs keeps textures to use them again; nothing else is as large as a table. */
export function removeTexture(backend: WebGlBackend, { dataId }: TensorInfo): void {
  const KEEP_UP_TO = 'WEBGL_DELETE_TEXTURE_THRESHOLD';
  const usual = tf.env().getNumber(KEEP_UP_TO);
  tf.env().set(KEEP_UP_TO, 0);
  try {
    backend.disposeData(dataId);
  } finally {
    tf.env().set(KEEP_UP_TO, usual);
  }
}
