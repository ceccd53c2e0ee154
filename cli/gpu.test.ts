/** `--backend webgpu`: with the package, without it, and where it does not compute. The GPU is a stand-in. */
import { afterEach, expect, it, vi } from 'vitest';
import { startDawn, type Dawn } from '@/graph-engine/runtime/node/dawn';
import { runHere } from './testing/run-here';

const notFound = (): Promise<never> => Promise.reject(Object.assign(new Error("Cannot find package 'webgpu'"), { code: 'ERR_MODULE_NOT_FOUND' }));
const output = { note: vi.fn() };
/** Both anew: whether a GPU was started is remembered for the process. */
async function fresh() {
  vi.resetModules();
  return { ...(await import('./gpu')), ...(await import('./open-session')), Failure: (await import('./failure')).Failure };
}
const navigator = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
afterEach(() => {
  if (navigator) Object.defineProperty(globalThis, 'navigator', navigator);
  else Reflect.deleteProperty(globalThis, 'navigator');
  output.note.mockClear();
});

it('says how to get the package where it is not installed, as a fault of the user, and computes on nothing else', async () => {
  const { startGpu, useBackend, Failure } = await fresh();
  const choose = vi.fn();
  const asked = useBackend('webgpu', output, { choose, startGpu: () => startGpu(() => startDawn(notFound)) });
  await expect(asked).rejects.toThrow('The backend webgpu does not work here. The package webgpu is not installed: npm install --no-save webgpu@');
  await expect(asked).rejects.toMatchObject({ status: 1 });
  await expect(asked).rejects.toBeInstanceOf(Failure);
  expect(choose).not.toHaveBeenCalled();
});
it('says of a package that does not load why, in one line', async () => {
  const broken = () => Promise.reject(new Error('libvulkan.so.1: cannot open shared object file\nRequire stack: …'));
  expect(await startDawn(broken)).toEqual({ missing: 'The package webgpu cannot be loaded: libvulkan.so.1: cannot open shared object file' });
});
it('gives the process a GPU before it chooses what computes, once', async () => {
  const { startGpu, useBackend } = await fresh();
  const info = { vendor: 'maker', description: 'card', device: '' };
  const gpu = { requestAdapter: async () => ({ info }) };
  const load = vi.fn(async (): Promise<Dawn> => ({ globals: {}, create: () => gpu }));
  const choose = vi.fn(async () => {
    expect((globalThis as unknown as { navigator: { gpu: unknown } }).navigator.gpu).toBe(gpu);
    return { backend: 'webgpu', fallbacks: [] } as const;
  });
  for (let i = 0; i < 2; i++) await useBackend('webgpu', output, { choose, startGpu: () => startGpu(() => startDawn(load)) });
  expect(choose.mock.calls).toEqual([['webgpu', expect.anything()], ['webgpu', expect.anything()]]);
  expect(load).toHaveBeenCalledOnce();
  expect(output.note).not.toHaveBeenCalled();
});
it('fails with the reason where the GPU does not compute, and names what does', async () => {
  const { useBackend } = await fresh();
  const choose = async () => ({ backend: 'wasm', fallbacks: [{ backend: 'webgpu', reason: 'WebGPU computes wrong numbers here.' }] }) as const;
  await expect(useBackend('webgpu', output, { choose, startGpu: async () => undefined })).rejects.toThrow('The backend webgpu does not work here; try --backend wasm.');
  expect(output.note).toHaveBeenCalledWith('webgpu is not used: WebGPU computes wrong numbers here.', 'backend.fallback');
});
it('is an option of each command that computes', async () => {
  for (const command of ['train', 'bench', 'evaluate', 'encode']) expect((await runHere([command, '--help'])).stdout.replaceAll(/\s+/g, ' '), command).toContain('"wasm", "cpu", "webgpu"');
});
