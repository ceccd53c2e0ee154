/**
 * Before and after each file of unit tests. Files share a process, since starting one and loading tfjs takes longer than most of them; so each file gets the
 * project's modules anew, and fails when it leaves the process other than it found it.
 */
import { afterAll, beforeAll, vi } from 'vitest';
import { changesOf, lookAtProcess } from './process-state.mjs';

vi.resetModules();
// Libraries are loaded once: what they hold is brought back to how they start.
if ('IDBFactory' in globalThis) globalThis.indexedDB = new globalThis.IDBFactory();
const tensors = globalThis._tfengine;
if (tensors && 'cpu' in tensors.registryFactory) await tensors.setBackend('cpu');

// What is waited for comes, or the test's own time is up: the second that vitest gives is short on a machine that does other things as well.
const patient = Symbol.for('hourglass.patient');
if (!(patient in vi.waitFor)) {
  const { waitFor } = vi;
  vi.waitFor = Object.assign((check, options) => waitFor(check, typeof options === 'number' ? options : { timeout: 20_000, ...options }), { [patient]: true });
}

// What the file's own imports bring along is there by then.
let before;
beforeAll(() => void (before = lookAtProcess()));
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  const changes = changesOf(before, lookAtProcess());
  if (changes.length > 0) throw new Error(`This file leaves the process changed for the next one: ${changes.join(', ')}. Undo that in afterEach or afterAll.`);
});
