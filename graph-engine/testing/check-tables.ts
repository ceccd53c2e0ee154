/** Batches that WebGL gathers from tables on the device, number by number. Runs in a browser. */
import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../document/shape';
import { backends } from '../runtime/backends';
import { renderingContext } from '../runtime/tfjs/webgl/backend';
import { WebGlTables } from '../runtime/tfjs/webgl/tables';

/** Shapes of an item; those of odd sizes do not fill the texels, and the last table has several lines of its texture. */
const items: readonly (readonly number[])[] = [[], [1], [4], [7], [3, 5], [5, 3, 1], [4, 6, 2], [1, 1, 3], [28, 28, 1]];
const ROWS = 61;
const batches = [1, 2, 5, 8];
/** What bytes stand for: no two the same, and none in order. */
const meanings = Float32Array.from({ length: 256 }, (_, byte) => ((byte * 91) % 256) / 7 - 3);

/** A product over the items reads a whole texel, also where the batch ends within. */
async function multiplies(batch: tf.Tensor, expected: Float32Array): Promise<boolean> {
  const [count, size] = batch.shape as [number, number];
  const product = tf.matMul(batch as tf.Tensor2D, batch as tf.Tensor2D, true, false);
  const values = await product.data();
  product.dispose();
  return values.every((found, i) => {
    let sum = 0;
    for (let item = 0; item < count; item++) sum += expected[item * size + Math.floor(i / size)]! * expected[item * size + (i % size)]!;
    return Math.abs(found - sum) <= 1e-5 * Math.abs(sum);
  });
}
/** @returns the shapes of the batches that are not what stands in the table; empty where all is well. */
export async function checkTables(): Promise<string[]> {
  await backends.webgl.setUp({});
  const wrong: string[] = [];
  for (const item of items) {
    const size = sizeOf(item);
    const numbers = Float32Array.from({ length: ROWS * size }, (_, i) => i + 0.1);
    const bytes = Uint8Array.from(numbers, (_, i) => (i * 37) % 256);
    const tables = new WebGlTables();
    for (const [count, kind] of batches.flatMap((count) => [[count, 'numbers'], [count, 'bytes']] as const)) {
      const indices = Uint32Array.from({ length: count }, (_, i) => (i * 37 + ROWS - 1) % ROWS);
      const shape = [count, ...item];
      const batch = tables.gather(kind === 'bytes' ? { table: bytes, numbers: meanings, indices } : { table: numbers, indices }, shape);
      const values = await batch!.data();
      const expected = Float32Array.from({ length: count * size }, (_, i) => {
        const at = indices[Math.floor(i / size)]! * size + (i % size);
        return kind === 'bytes' ? meanings[bytes[at]!]! : numbers[at]!;
      });
      if (batch!.shape.join() !== shape.join() || values.length !== expected.length || expected.some((x, i) => x !== values[i])) wrong.push(`${kind} ${shape.join()}`);
      if (shape.length === 2 && !(await multiplies(batch!, expected))) wrong.push(`${kind} ${shape.join()} multiplied`);
      batch!.dispose();
    }
    tables.dispose();
  }
  return wrong;
}

/** @returns whether a GPU without room for a table gives a batch all the same, and the bytes that it keeps of it. */
export async function fillGpu(): Promise<{ readonly gathered: boolean; readonly bytes: number }> {
  await backends.webgl.setUp({});
  const bytes = (): number => (tf.memory() as tf.MemoryInfo & { readonly numBytesInGPUAllocated: number }).numBytesInGPUAllocated;
  const [gl, before, tables] = [renderingContext(), bytes(), new WebGlTables()];
  const answers = [0, 0x0505];
  gl.getError = () => answers.shift() ?? 0;
  try {
    return { gathered: tables.gather({ table: new Float32Array(99), indices: new Uint32Array(3) }, [3, 9]) !== null, bytes: bytes() - before };
  } finally {
    Reflect.deleteProperty(gl, 'getError');
    tables.dispose();
  }
}
