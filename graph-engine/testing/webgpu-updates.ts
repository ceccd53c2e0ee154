/** Parameters on WebGPU whose new values come of kernels that read the old ones elsewhere than where they write, against plain JavaScript. Runs in a browser. */
import { sizeOf } from '../document/shape';
import { Builder, type Tensor } from '../program/builder';
import type { Program } from '../program/types';
import { backends } from '../runtime/backends';
import { currentDevice, useDevice, type Weights } from '../runtime/device';
import { sharedGpu } from '../runtime/webgpu/start';
import { webGpuDevice } from '../runtime/webgpu/store';
import { worstDifference } from './compare-stores';

const shapes = { w: [20, 20], v: [20, 20], rows: [9, 40], many: [300], p: [100], q: [100] } as const;
const STEPS = 2;

function write(): Program {
  const b = new Builder();
  const parameter = (name: keyof typeof shapes): Tensor => b.parameter(name, shapes[name], { kind: 'zeros' }, { player: 'autoencoder', trainable: true, origin: { node: 'n' } });
  const [w, v, rows, many, p, q] = (Object.keys(shapes) as (keyof typeof shapes)[]).map(parameter) as [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor];
  const news: readonly (readonly [string, Tensor])[] = [
    ['w', b.sub(w, b.mul(b.matMul(w, v), 0.05))],
    ['v', b.mul(b.add(b.transpose(v, [1, 0]), v), 0.5)],
    ['rows', b.add(b.softmax(rows), rows)],
    ['many', b.sub(many, b.mul(b.mean(many), 0.5))],
    ['p', q],
    ['q', p],
  ];
  b.updates.push(...news.map(([name, value]) => ({ parameter: name, value: value.id })));
  return b.finish();
}
async function run(): Promise<Map<string, Weights>> {
  const store = await currentDevice().createStore();
  Object.entries(shapes).forEach(([name, shape], k) => store.write(name, { shape, data: Float32Array.from({ length: sizeOf(shape) }, (_, i) => Math.sin(i * 1.3 + k)) }));
  const executor = store.executor(write());
  for (let step = 0; step < STEPS; step++) executor.run({ feeds: {}, seed: 1, step, applyUpdates: true, fetch: [] });
  const values = await store.read();
  executor.dispose();
  store.dispose();
  return values;
}

/** @returns the parameter that differs most after some steps; none where all is well. */
export async function compareUpdates(): Promise<string[]> {
  await backends.cpu.setUp();
  const expected = await run();
  useDevice(webGpuDevice(await sharedGpu()));
  const { name, difference } = worstDifference(expected, await run());
  return difference < 1e-5 ? [] : [name];
}
