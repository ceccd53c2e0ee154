import { expect, test } from 'vitest';
import type { Gpu } from './gpu';
import { WebGpuStore } from './store';

/** Of a device only what a store asks of it; nothing is computed. */
const nowhere = {
  memory: (bytes: number) => ({ bytes, given: { size: bytes } }),
  largestBinding: 2 ** 27,
  release: () => undefined,
  device: {
    limits: { maxStorageBufferBindingSize: 2 ** 27, maxBufferSize: 2 ** 28 },
    queue: { writeBuffer: () => undefined, submit: () => undefined },
    createCommandEncoder: () => ({ copyBufferToBuffer: () => undefined, finish: () => null }),
  },
} as unknown as Gpu;

test('parameters of two programs lie side by side for both, and do not move from step to step', () => {
  const store = new WebGpuStore(nowhere, { separate: false, products: 'plain' });
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) store.write(name, { shape: [3], data: new Float32Array(3) });
  const critic = [['c', 'a'], []];
  const autoencoder = [['f', 'b'], ['e', 'd']];
  for (const groups of [critic, autoencoder]) store.arrange(groups);
  const { version } = store;
  for (let step = 0; step < 2; step++) for (const groups of [critic, autoencoder]) store.arrange(groups);
  expect(store.version).toBe(version);
  for (const [first, second] of [...critic, ...autoencoder].filter((group) => group.length > 0)) expect(store.placeOf(second!).offset - store.placeOf(first!).offset).toBe(256);
});
