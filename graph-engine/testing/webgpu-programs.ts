/** Small programs on WebGPU whose operations are done by the kernel of another, against plain JavaScript. Runs in a browser. */
import { sizeOf } from '../document/shape';
import { Builder, type Tensor } from '../program/builder';
import { backends } from '../runtime/backends';
import { relativeError } from '../runtime/backends/probe';
import { currentDevice, useDevice, type Feeds } from '../runtime/device';
import type { Tile } from '../runtime/webgpu/kernels/tiles';
import { sharedGpu } from '../runtime/webgpu/start';
import { webGpuDevice } from '../runtime/webgpu/store';

const inputs = { x: [37, 20], w: [20, 19], bias: [19], y: [37, 19], picture: [2, 7, 9, 3], filter: [3, 3, 3, 5], one: [1], long: [3001], square: [20, 20], ids: [37] } as const;

/** What follows products, convolutions, sums and rows; and what of it is read beside that. */
function write(b: Builder, of: (name: keyof typeof inputs) => Tensor): readonly Tensor[] {
  const product = b.matMul(of('x'), of('w'));
  const hidden = b.relu(b.add(product, of('bias')));
  const convolved = b.conv2d(of('picture'), of('filter'), [2, 2], 'same');
  const back = b.conv2dTranspose(b.tanh(b.sub(convolved, 0.25)), of('filter'), inputs.picture, [2, 2], 'same');
  const likely = b.softmax(of('y'));
  const [rows, columns, all] = [b.sum(b.square(hidden), [1]), b.sum(b.mul(hidden, of('y')), [0]), b.sum(b.square(b.sub(of('long'), of('one'))))];
  const counted = b.emit('segmentSum', [of('y'), b.toInt(of('ids'))], { segments: 6 });
  return [
    product,
    b.mul(hidden, of('y')),
    convolved,
    b.exp(back),
    b.mul(likely, of('y')),
    b.sqrt(b.add(rows, 1)),
    b.mul(columns, of('bias')),
    b.div(b.matMul(of('x'), b.neg(of('w'))), b.add(b.square(of('y')), 1)),
    b.square(b.sub(counted, of('bias'))),
    // Read in vectors of four, and number by number.
    b.mul(b.matMul(of('square'), of('square'), true), of('square')),
    // Single numbers are listed one after the other.
    b.concat([b.reshape(b.mul(all, 0.5), [1]), b.square(of('one')), b.reshape(b.mean(rows), [1]), b.sub(of('one'), 3)], 0),
    b.square(of('one')),
    // Numbers of the step, and one that has no literal.
    b.mul(b.add(of('y'), b.schedule('first', (step) => step + 0.5)), b.schedule('second', (step) => step * 3)),
    b.maximum(of('y'), b.constant(-Infinity)),
    b.transpose(b.mul(of('y'), of('one')), [1, 0]),
  ];
}
function feeds(): Feeds {
  const numbers = Object.entries(inputs).map(([name, shape], k) => {
    const data = Float32Array.from({ length: sizeOf(shape) }, (_, i) => (name === 'ids' ? (i * 5) % 6 : Math.sin(i * 1.7 + k)));
    return [name, { shape, data }] as const;
  });
  return Object.fromEntries(numbers);
}
async function run(): Promise<ArrayLike<number>[]> {
  const b = new Builder();
  const given = Object.fromEntries(Object.entries(inputs).map(([name, shape]) => [name, b.data(name, shape)]));
  const outputs = write(b, (name) => given[name]!);
  const store = await currentDevice().createStore();
  const executor = store.executor(b.finish());
  const results = executor.run({ feeds: feeds(), seed: 1, step: 4, applyUpdates: false, fetch: outputs.map(({ id }) => id) });
  const values = await Promise.all(results.map((result) => result.data()));
  for (const result of results) result.dispose();
  executor.dispose();
  store.dispose();
  return values;
}

/** @returns the results that differ, by their position; none where all is well. */
export async function comparePrograms(products: Tile | 'plain'): Promise<string[]> {
  await backends.cpu.setUp();
  const expected = await run();
  useDevice(webGpuDevice(await sharedGpu(), { products }));
  return (await run()).flatMap((values, i) => (relativeError(values, expected[i]!) <= 1e-5 ? [] : [`result ${i}`]));
}

const ROWS = 23;
const BATCH = 5;
/** What bytes stand for: no two the same, and none in order. */
const meanings = Float32Array.from({ length: 256 }, (_, byte) => ((byte * 91) % 256) / 4);

/** Batches from tables that lie on the device, of rows of several sizes: two inputs from a table of numbers, two from one of bytes. @returns the shapes of those that are wrong. */
export async function gatherRows(): Promise<string[]> {
  useDevice(webGpuDevice(await sharedGpu()));
  const wrong: string[] = [];
  for (const item of [[], [1], [7], [4, 3], [300]] as const) {
    const shape = [BATCH, ...item];
    const size = sizeOf(item);
    const numbers = Float32Array.from({ length: ROWS * size }, (_, i) => i + 0.5);
    const bytes = Uint8Array.from(numbers, (_, i) => (i * 37) % 256);
    const b = new Builder();
    const [x, y, z, u] = ['x', 'y', 'z', 'u'].map((name) => b.data(name, shape)) as [Tensor, Tensor, Tensor, Tensor];
    const total = b.add(b.add(x, y), b.add(z, u));
    const store = await currentDevice().createStore();
    const executor = store.executor(b.finish());
    for (const step of [0, 1]) {
      const indices = [3, 7, 11, 2].map((by) => Uint32Array.from({ length: BATCH }, (_, i) => (i * by + ROWS - 1 + step) % ROWS));
      const feed = (k: number): Feeds[string] => ({
        shape,
        data: new Float32Array(BATCH * size),
        ...(k < 2 ? { rows: { table: numbers, indices: indices[k]! } } : { byteRows: { table: bytes, numbers: meanings, indices: indices[k]! } }),
      });
      const [result] = executor.run({ feeds: { x: feed(0), y: feed(1), z: feed(2), u: feed(3) }, seed: 1, step, applyUpdates: false, fetch: [total.id] });
      const values = Array.from(await result!.data());
      result!.dispose();
      const expected = (i: number): number =>
        indices.reduce((sum, rows, k) => {
          const at = rows[Math.floor(i / size)]! * size + (i % size);
          return sum + (k < 2 ? numbers[at]! : meanings[bytes[at]!]!);
        }, 0);
      if (values.length !== BATCH * size || values.some((found, i) => found !== expected(i))) wrong.push(`[${shape}] at step ${step}`);
    }
    executor.dispose();
    store.dispose();
  }
  return wrong;
}
