/** Tables that stay on the GPU, and batches that are gathered from them: a step uploads the numbers of its rows, not what stands in them. */
import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../../../document/shape';
import type { ByteRows, TableRows } from '../../device';
import type { DeviceTables } from '../gpu';
import { webGlBackend, type ShaderProgram, type TensorInfo } from './backend';
import { gatherProgram } from './gather-program';
import { runProgram } from './run-program';
import { removeTexture, tableTexture, textureSize } from './table-texture';

/** What the tables of a store may take together, in bytes: a GPU does not say what it has. */
const MOST_BYTES = 2 ** 28;
/** The numbers of rows come as float32, which counts up to here without a gap. */
const MOST_ROWS = 2 ** 24;

interface Table {
  readonly info: TensorInfo;
  /** Of its texture, in texels. */
  readonly width: number;
  /** By the shape of the batch. */
  readonly programs: Map<string, ShaderProgram>;
}

export class WebGlTables implements DeviceTables {
  private readonly backend = webGlBackend();
  private readonly tables = new Map<Float32Array | Uint8Array, Table | null>();
  private bytes = 0;

  gather(rows: TableRows | ByteRows, shape: readonly number[]): tf.Tensor | null {
    if ((rows.table.length * shape[0]!) / sizeOf(shape) > MOST_ROWS) return null;
    const meanings = 'numbers' in rows ? this.kept(rows.numbers) : undefined;
    const table = meanings === null ? null : this.kept(rows.table);
    if (!table) return null;
    const key = shape.join();
    let program = table.programs.get(key);
    if (!program) table.programs.set(key, (program = gatherProgram(shape, table.width, meanings !== undefined)));
    const indices = tf.tensor1d(Float32Array.from(rows.indices));
    const places: TensorInfo = { dataId: indices.dataId, shape: indices.shape, dtype: 'float32' };
    const [batch] = runProgram(program, [table.info, ...(meanings ? [meanings.info] : []), places], []);
    indices.dispose();
    const shaped = tf.reshape(batch!, [...shape]);
    batch!.dispose();
    return shaped;
  }

  private kept(table: Float32Array | Uint8Array): Table | null {
    let known = this.tables.get(table);
    if (known === undefined) this.tables.set(table, (known = this.keep(table)));
    return known;
  }
  private keep(table: Float32Array | Uint8Array): Table | null {
    const { gl } = this.backend.getGPGPUContext();
    const size = textureSize(table.length, Number(gl.getParameter(gl.MAX_TEXTURE_SIZE)));
    // Halves hold neither the numbers of rows nor what the batch would be otherwise.
    if (!size || this.bytes + table.byteLength > MOST_BYTES || !tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) return null;
    const info = tableTexture(this.backend, table, size);
    if (!info) return null;
    this.bytes += table.byteLength;
    return { info, width: size.width, programs: new Map() };
  }

  dispose(): void {
    for (const table of this.tables.values()) if (table) removeTexture(this.backend, table.info);
    this.tables.clear();
    this.bytes = 0;
  }
}
