/** Tables as textures, and batches that are gathered from them: a step uploads the numbers of its rows, not what stands in them. */
import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../../../document/shape';
import type { TableRows } from '../../device';
import type { DeviceTables } from '../gpu';
import { webGlBackend, type ShaderProgram, type TensorInfo, type WebGlBackend } from './backend';
import { gatherProgram, textureSize, type TextureSize } from './gather-glsl';
import { hasRoom } from './loss';
import { runProgram } from './run-program';
import { newTexture, textureOf } from './several-outputs';

/** What the tables of a store may take together, in bytes: a GPU does not say what it has. */
const MOST_BYTES = 2 ** 28;
/** The numbers of rows come as float32, which counts up to here without a gap. */
const MOST_ROWS = 2 ** 24;

interface Table {
  readonly info: TensorInfo;
  readonly size: TextureSize;
  /** By the shape of the batch. */
  readonly programs: Map<string, ShaderProgram>;
}

export class WebGlTables implements DeviceTables {
  private readonly backend = webGlBackend();
  private readonly tables = new Map<Float32Array, Table | null>();
  private bytes = 0;

  gather({ table: numbers, indices }: TableRows, shape: readonly number[]): tf.Tensor | null {
    let table = this.tables.get(numbers);
    if (table === undefined) this.tables.set(numbers, (table = this.keep(numbers, (numbers.length * shape[0]!) / sizeOf(shape))));
    if (!table) return null;
    const key = shape.join();
    let program = table.programs.get(key);
    if (!program) table.programs.set(key, (program = gatherProgram(shape, table.size)));
    const rows = tf.tensor1d(Float32Array.from(indices));
    const [batch] = runProgram(program, [table.info, { dataId: rows.dataId, shape: rows.shape, dtype: 'float32' }], []);
    rows.dispose();
    const shaped = tf.reshape(batch!, [...shape]);
    batch!.dispose();
    return shaped;
  }

  private keep(numbers: Float32Array, rows: number): Table | null {
    const { gl } = this.backend.getGPGPUContext();
    const size = textureSize(numbers.length, Number(gl.getParameter(gl.MAX_TEXTURE_SIZE)));
    // Halves hold neither the numbers of rows nor what the batch would be otherwise.
    if (!size || rows > MOST_ROWS || this.bytes + numbers.byteLength > MOST_BYTES || !tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) return null;
    let info: TensorInfo | null = null;
    const kept = hasRoom(gl, () => {
      // tfjs counts two by two numbers in a texel.
      info = newTexture(this.backend, [2 * size.height, 2 * size.width]);
      gl.bindTexture(gl.TEXTURE_2D, textureOf(this.backend, info));
      const whole = Math.floor(numbers.length / (4 * size.width));
      if (whole > 0) gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, size.width, whole, gl.RGBA, gl.FLOAT, numbers.subarray(0, whole * 4 * size.width));
      if (whole < size.height) {
        const last = new Float32Array(4 * size.width);
        last.set(numbers.subarray(whole * 4 * size.width));
        gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, whole, size.width, 1, gl.RGBA, gl.FLOAT, last);
      }
      gl.bindTexture(gl.TEXTURE_2D, null);
    });
    if (!kept) {
      if (info) remove(this.backend, info);
      return null;
    }
    this.bytes += numbers.byteLength;
    return { info: info!, size, programs: new Map() };
  }

  dispose(): void {
    for (const table of this.tables.values()) if (table) remove(this.backend, table.info);
    this.tables.clear();
    this.bytes = 0;
  }
}

/** tfjs keeps textures to use them again; nothing else is as large as a table. */
function remove(backend: WebGlBackend, { dataId }: TensorInfo): void {
  const KEEP_UP_TO = 'WEBGL_DELETE_TEXTURE_THRESHOLD';
  const usual = tf.env().getNumber(KEEP_UP_TO);
  tf.env().set(KEEP_UP_TO, 0);
  try {
    backend.disposeData(dataId);
  } finally {
    tf.env().set(KEEP_UP_TO, usual);
  }
}
