import { describe, expect, it, vi } from 'vitest';
import { currentDevice } from '../device';
import { chooseBackend } from './choose';
import type { BackendDefinition } from './definition';
import { backends } from './index';
import { machineFingerprint } from './machine';
import { rivalsOf } from './rivals';

const gpu = (name: 'webgpu' | 'webgl', more: Partial<BackendDefinition> = {}): BackendDefinition => ({ name, title: name, setUp: backends.wasm.setUp, ...more });

describe('what could compute in place of the backend in use', () => {
  it('is all that is not refused, not lost and no last resort', () => {
    const names = (...[choice, without = []]: [Parameters<typeof rivalsOf>[0], ('webgpu' | 'webgl')[]?]) => rivalsOf(choice, { without }).map(({ name }) => name);
    expect(names({ backend: 'wasm', fallbacks: [] })).toEqual(['webgpu', 'webgl']);
    expect(names({ backend: 'wasm', fallbacks: [{ backend: 'webgpu', reason: '' }] })).toEqual(['webgl']);
    expect(names({ backend: 'wasm', fallbacks: [] }, ['webgl'])).toEqual(['webgpu']);
    // One of tfjs would take the place of the one that holds the model.
    expect(names({ backend: 'webgl', fallbacks: [{ backend: 'webgpu', reason: '' }] })).toEqual(['wasm']);
  });
  it('is tried while the device in use stays in use', async () => {
    await chooseBackend('wasm');
    const before = currentDevice();
    const [rival] = rivalsOf({ backend: 'wasm', fallbacks: [] }, { candidates: [gpu('webgpu')] });
    const tried = await rival!.prepare();
    expect('device' in tried && tried.device).not.toBe(before);
    expect(currentDevice()).toBe(before);
  });
  it('is not taken where it is an emulation, computes wrong numbers or does not start', async () => {
    await chooseBackend('wasm');
    const before = currentDevice();
    const setUp = vi.fn();
    const candidates = [gpu('webgpu', { setUp, drawback: async () => 'It runs in software.' }), gpu('webgl', { setUp: () => Promise.reject(new Error('No.')) })];
    const found = [];
    for (const rival of rivalsOf({ backend: 'wasm', fallbacks: [] }, { candidates })) found.push(await rival.prepare());
    expect(found).toEqual([{ reason: 'It runs in software.' }, { reason: 'webgl does not run here: No.' }]);
    expect(setUp).not.toHaveBeenCalled();
    expect(currentDevice()).toBe(before);
  });
});

it('a machine is told by its card, its processors and its program, and by what there is where a part is missing', async () => {
  vi.stubGlobal('navigator', { hardwareConcurrency: 8, userAgent: 'Browser 1', gpu: { requestAdapter: async () => ({ info: { vendor: 'maker', architecture: 'new', device: '', description: 'card' } }) } });
  expect(await machineFingerprint()).toBe('8; maker new card; Browser 1');
  vi.stubGlobal('navigator', { hardwareConcurrency: 8, userAgent: 'Browser 1', gpu: { requestAdapter: () => Promise.reject(new Error('No.')) } });
  expect(await machineFingerprint()).toBe('8; no GPU; Browser 1');
  vi.stubGlobal('navigator', undefined);
  expect(await machineFingerprint()).toBe('0; no GPU; ');
});
