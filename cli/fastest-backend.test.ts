import { expect, it, vi } from 'vitest';
import { useDevice } from '@/graph-engine/runtime/device';
import { chooseBackend } from '@/graph-engine/runtime/backends/choose';
import { currentDevice } from '@/graph-engine/runtime/device';
import type { Rival } from '@/graph-engine/runtime/backends/rivals';
import { smallAutoencoder } from '@/graph-engine/testing/small-autoencoder';
import { waves } from '@/graph-engine/testing/template-data';
import { testClock, timedDevice } from '@/graph-engine/testing/timed-device';
import { Failure } from './failure';
import { backendFor } from './fastest-backend';
import { runHere } from './testing/run-here';

const document = smallAutoencoder();
const loaded = { document, data: waves(document, 64) };

/** A GPU whose step takes `ms`; the processor's takes no time by this clock. */
async function chosen(gpu: number | string) {
  const clock = testClock();
  await chooseBackend('wasm');
  const real = currentDevice();
  const rival: Rival = { name: 'webgpu', tfjs: false, prepare: async () => (typeof gpu === 'string' ? { reason: gpu } : { device: timedDevice(real, clock, { step: gpu }) }) };
  const output = { note: vi.fn() };
  const name = await backendFor('auto', loaded, output, { startGpu: async () => undefined, rivals: () => [rival], clock });
  useDevice(real);
  return { name, notes: output.note.mock.calls };
}

it('takes the faster for the model, and says what was measured', async () => {
  const { name, notes } = await chosen(2);
  expect(name).toBe('wasm');
  expect(notes).toEqual([[expect.stringMatching(/^.* ms a step on wasm, 2\.0 ms a step on webgpu: computing on wasm\.$/), 'backend.measured']]);
});
it('says why the GPU is not used', async () => {
  expect(await chosen('WebGPU runs in software here.')).toEqual({ name: 'wasm', notes: [['webgpu is not used: WebGPU runs in software here.', 'backend.fallback']] });
});
it('computes on the processor where there is no GPU to be had, and says so', async () => {
  const output = { note: vi.fn() };
  const ways = { startGpu: () => Promise.reject(new Failure('The package is not installed.')), rivals: () => [], clock: testClock() };
  expect(await backendFor('auto', loaded, output, ways)).toBe('wasm');
  expect(output.note).toHaveBeenCalledWith('The package is not installed.', 'backend.fallback');
});
it('takes a name as it was given', async () => {
  const output = { note: vi.fn() };
  for (const name of ['cpu', 'webgpu'] as const) expect(await backendFor(name, loaded, output)).toBe(name);
  expect(output.note).not.toHaveBeenCalled();
});
it('is asked for where a model is trained', async () => {
  expect((await runHere(['train', '--help'])).stdout).toContain('"auto"');
  expect((await runHere(['encode', '--help'])).stdout).not.toContain('"auto"');
});
