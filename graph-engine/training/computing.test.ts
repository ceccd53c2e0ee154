import { describe, expect, it, vi } from 'vitest';
import type { BackendName } from '../runtime/backends/definition';
import { useDevice, type Device } from '../runtime/device';
import { Computing, type ChooseBackend } from './computing';

/** Each choice is a device of its own, and all of a backend are lost together. */
function setUp() {
  const lose = new Map<BackendName, (reason: string) => void>();
  const lost = new Map<BackendName, Promise<string>>();
  const chooseBackend = vi.fn<ChooseBackend>(async (preferred, without, first) => {
    const wanted = preferred === 'auto' ? (first ?? 'webgpu') : preferred;
    const backend = without.includes(wanted) ? 'wasm' : wanted;
    if (!lost.has(backend)) lost.set(backend, new Promise((resolve) => lose.set(backend, resolve)));
    useDevice({ createStore: () => Promise.reject(new Error('not here')), readEvery: 1, keepEvery: 1, lost: lost.get(backend)! } satisfies Device);
    return { backend, fallbacks: [] };
  });
  const onLost = vi.fn();
  return { chooseBackend, onLost, lose: (name: BackendName) => lose.get(name)!('It was lost.'), computing: new Computing(chooseBackend, onLost) };
}

describe('what computes', () => {
  it('is set up once, whoever asks for it', async () => {
    const { chooseBackend, computing } = setUp();
    const [first, second] = await Promise.all([computing.choose('auto'), computing.choose('auto')]);
    expect(second.device).toBe(first.device);
    expect((await computing.choose('webgpu')).device).toBe(first.device);
    const processor = await computing.choose('auto', 'wasm');
    expect((await computing.choose('wasm')).device).toBe(processor.device);
    expect((await computing.choose('auto')).device).toBe(first.device);
    expect(chooseBackend).toHaveBeenCalledTimes(2);
  });
  it('is set up again after a failure', async () => {
    const { chooseBackend, computing } = setUp();
    await computing.choose('auto');
    computing.forget();
    await computing.choose('auto');
    expect(chooseBackend).toHaveBeenCalledTimes(2);
  });
  it('is set up again where another of tfjs has taken its place', async () => {
    const { chooseBackend, computing } = setUp();
    for (const name of ['webgl', 'cpu', 'webgl', 'webgl'] as const) expect((await computing.choose(name)).backend).toBe(name);
    expect(chooseBackend).toHaveBeenCalledTimes(3);
    await computing.prepare({ name: 'cpu', tfjs: true, prepare: async () => ({ reason: 'It does not run here.' }) });
    await computing.choose('webgl');
    expect(chooseBackend).toHaveBeenCalledTimes(4);
  });
  it('is what a rival was tried as', async () => {
    const { chooseBackend, computing } = setUp();
    const { device } = await computing.choose('auto');
    const rival = { name: 'wasm', tfjs: false, prepare: vi.fn(async () => ({ device: { ...device } })) } as const;
    const tried = await computing.prepare(rival);
    expect(await computing.prepare(rival)).toEqual(tried);
    expect(rival.prepare).toHaveBeenCalledOnce();
    expect('device' in tried && tried.device).toBe((await computing.choose('auto', 'wasm')).device);
    expect(chooseBackend).toHaveBeenCalledOnce();
  });
  it('is not tried again once it is lost, which each device of it tells', async () => {
    const { computing, chooseBackend, onLost, lose } = setUp();
    const first = await computing.choose('webgpu');
    computing.forget();
    const second = await computing.choose('webgpu');
    expect(second.device).not.toBe(first.device);
    lose('webgpu');
    const lost = { backend: 'webgpu', reason: 'It was lost.' };
    await vi.waitFor(() => expect(onLost.mock.calls).toEqual([[first.device, lost], [second.device, lost]]));
    expect(await computing.choose('webgpu')).toMatchObject({ backend: 'wasm', fallbacks: [lost] });
    expect(chooseBackend.mock.lastCall).toEqual(['webgpu', ['webgpu'], undefined]);
    expect(computing.lost).toEqual([lost]);
  });
});
