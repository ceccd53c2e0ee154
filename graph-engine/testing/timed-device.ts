/** Devices whose steps take as long as a test says, by a clock that moves only with them. They compute as a real one does. */
import type { Device, Executor, ParameterStore } from '../runtime/device';
import type { Clock } from '../training/clock';

export interface TestClock extends Clock {
  /** Milliseconds. */
  time: number;
}
export const testClock = (): TestClock => {
  const clock: TestClock = { time: 0, now: () => clock.time, breathe: () => new Promise((resolve) => setImmediate(resolve)) };
  return clock;
};

/** Milliseconds that work takes. */
export interface Pacing {
  readonly step: number;
  /** What the first step of a store takes besides. */
  readonly first?: number;
  /** What waiting for values takes besides. */
  readonly read?: number;
  readonly compile?: number;
  /** What values of a run that changes no weight wait for. */
  readonly looking?: Promise<void>;
}
export interface TimedDevice extends Device {
  /** Steps taken, reads waited for, and stores that were not given back. */
  readonly counts: { steps: number; reads: number; stores: number };
}

/** Steps are done when they are waited for, as on a graphics card. `onStep` is called before each. */
export function timedDevice(device: Device, clock: TestClock, pacing: Pacing, onStep: () => void = () => undefined): TimedDevice {
  const counts = { steps: 0, reads: 0, stores: 0 };
  const wrap = (executor: Executor, begun: { done: boolean }): Executor => ({
    program: executor.program,
    run(options) {
      if (options.applyUpdates) {
        onStep();
        counts.steps++;
        clock.time += pacing.step + (begun.done ? 0 : (pacing.first ?? 0));
        begun.done = true;
      }
      return executor.run(options).map((fetched) => ({
        shape: fetched.shape,
        async data() {
          counts.reads++;
          clock.time += pacing.read ?? 0;
          if (!options.applyUpdates) await pacing.looking;
          return fetched.data();
        },
        dispose: () => fetched.dispose(),
      }));
    },
    ...(pacing.compile !== undefined && {
      async compile() {
        clock.time += pacing.compile!;
      },
    }),
    findNonFinite: (options) => executor.findNonFinite(options),
    dispose: () => executor.dispose(),
  });
  const wrapStore = (store: ParameterStore): ParameterStore => {
    const begun = { done: false };
    counts.stores++;
    return {
      has: (name) => store.has(name),
      names: () => store.names(),
      write: (name, weights) => store.write(name, weights),
      readOne: (name) => store.readOne(name),
      read: () => store.read(),
      copy: () => store.copy(),
      executor: (program) => wrap(store.executor(program), begun),
      dispose() {
        counts.stores--;
        store.dispose();
      },
    };
  };
  return { counts, createStore: async () => wrapStore(await device.createStore()), readEvery: device.readEvery, keepEvery: device.keepEvery };
}
