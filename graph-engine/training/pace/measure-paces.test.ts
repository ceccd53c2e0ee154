import { beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseBackend } from '../../runtime/backends/choose';
import type { BackendName } from '../../runtime/backends/definition';
import { currentDevice, OutOfMemoryError, type Device } from '../../runtime/device';
import { smallAutoencoder } from '../../testing/small-autoencoder';
import { waves } from '../../testing/template-data';
import { testClock, timedDevice, type Pacing, type TestClock, type TimedDevice } from '../../testing/timed-device';
import { Session } from '../session';
import { BUDGET_MS, measurePaces, type Contestant } from './measure-paces';
import { fastestOf } from './fastest';

const document = smallAutoencoder();
let clock: TestClock;
let real: Device;
beforeEach(async () => {
  clock = testClock();
  await chooseBackend('wasm');
  real = currentDevice();
});
const on = (name: BackendName, pacing: Pacing, more: Partial<Device> = {}): Contestant & { readonly device: TimedDevice } => {
  const device = { ...timedDevice(real, clock, pacing), ...more };
  return { name, device, prepare: async () => ({ device }) };
};
const opened = (): Promise<Session> => Session.open({ document, data: waves(document, 160) }, real);
const measured = async (contestants: readonly Contestant[], session?: Session) => (await measurePaces(session ?? (await opened()), contestants, { clock, stopped: () => false }))!;

describe('measuring what a step takes', () => {
  it('tells of each backend, and which is the fastest', async () => {
    const told = vi.fn();
    const { paces, rough } = (await measurePaces(await opened(), [on('webgpu', { step: 0.4, read: 1 }), on('webgl', { step: 1.1, read: 2 }), on('wasm', { step: 0.03 })], { clock, stopped: () => false, onPace: told }))!;
    expect(paces.map(({ backend, ms, reason }) => [backend, Number(ms!.toPrecision(1)), reason])).toEqual([['webgpu', 0.4, null], ['webgl', 1, null], ['wasm', 0.03, null]]);
    expect(fastestOf(paces)).toBe('wasm');
    expect(rough).toBe(false);
    expect(told.mock.calls.map(([known]) => (known as readonly unknown[]).length)).toEqual([1, 2, 3]);
    expect(clock.time).toBeLessThanOrEqual(BUDGET_MS);
  });
  it('counts no compiling, and gives back what it took', async () => {
    const slowToStart = on('webgl', { step: 0.5, first: 30, compile: 4000 });
    expect((await measured([on('wasm', { step: 1 }), slowToStart])).paces[1]).toMatchObject({ backend: 'webgl', ms: 0.5 });
    expect(slowToStart.device.counts.stores).toBe(0);
  });
  it('drops what is far slower at its first steps', async () => {
    const slow = on('webgl', { step: 40 });
    expect((await measured([on('wasm', { step: 0.05 }), slow])).paces[1]).toMatchObject({ ms: 40 });
    expect(slow.device.counts.steps).toBe(2);
  });
  it('leaves weights, optimiser and position as they are', async () => {
    const session = await opened();
    session.stepBlind();
    const before = await session.snapshot();
    await measured([on('webgpu', { step: 0.4 }), on('wasm', { step: 0.3 })], session);
    expect(await session.snapshot()).toEqual(before);
  });
  it('says why a backend was not measured, and goes on', async () => {
    const full = { ...on('webgl', { step: 1 }), prepare: async () => ({ device: { ...real, createStore: () => Promise.reject(new OutOfMemoryError('There is no room.')) } }) };
    const refused: Contestant = { name: 'webgpu', prepare: async () => ({ reason: 'WebGPU runs in software here.' }) };
    expect(await measured([on('wasm', { step: 1 }), refused, full])).toMatchObject({ paces: [
      { backend: 'wasm', ms: 1, reason: null },
      { backend: 'webgpu', ms: null, reason: 'WebGPU runs in software here.' },
      { backend: 'webgl', ms: null, reason: 'It could not be measured: There is no room.' },
    ] });
  });
  it('begins no step that must take far too long, nor any when the time is over', async () => {
    const processor = on('wasm', { step: 9000 }, { mostFlopsPerMs: 10 });
    expect((await measured([on('webgpu', { step: 5 }), processor])).paces[1]!.reason).toMatch(/^A step would take \d+ ms at least\.$/);
    expect(processor.device.counts.steps).toBe(0);
    const late = on('webgl', { step: 1 });
    expect((await measured([on('webgpu', { step: 900 }), late]))).toEqual({ rough: true, paces: [{ backend: 'webgpu', ms: 900, reason: null }, { backend: 'webgl', ms: null, reason: 'A step of this model takes too long to try it.' }] });
    expect(late.device.counts.steps).toBe(0);
  });
  it('tries what is sure to be short though the time is over, and remembers what is far faster', async () => {
    const processor = on('wasm', { step: 2 }, { mostFlopsPerMs: 1e9 });
    expect(await measured([on('webgl', { step: 900 }), processor])).toEqual({ rough: false, paces: [{ backend: 'webgl', ms: 900, reason: null }, { backend: 'wasm', ms: 2, reason: null }] });
  });
  it('gives nothing when it is stopped, whatever it waits for', async () => {
    let stopped = false;
    const rival: Contestant = { name: 'webgl', prepare: async () => ((stopped = true), { device: real }) };
    expect(await measurePaces(await opened(), [on('wasm', { step: 1 }), rival], { clock, stopped: () => stopped })).toBeNull();
  });
});
