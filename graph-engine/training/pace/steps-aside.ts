/** The training step of a session on any device, over a store of its own: what the session holds stays as it is. */
import { flopsOf } from '../../program/flops';
import type { Program } from '../../program/types';
import type { Device, Executor, Feeds, Fetched, RunOptions } from '../../runtime/device';
import type { Session } from '../session';
import type { Steps } from './time-steps';

export interface StepsAside extends Steps {
  /** Compiles what a step needs. */
  compile(): Promise<void>;
  dispose(): void;
}

/** The numbers of the batch as rows of a small table: a device gathers them as it does in a run, and need not hold all of the data twice. */
function batchAsTable(feeds: Feeds): Feeds {
  return Object.fromEntries(
    Object.entries(feeds).map(([id, { data, shape }]) => [id, { data, shape, rows: { table: data, indices: Uint32Array.from({ length: shape[0]! }, (_, i) => i) } }]),
  );
}

/** Floating-point operations of a step, of all its updates. */
export const flopsOfStep = (session: Session): number =>
  session.runsOfStep().reduce((sum, { executor: { program } }) => program.ops.reduce((part, op) => part + flopsOf(program, op), sum), 0);

/** The weights are those of the session. @throws what the device throws where it has no room for them */
export async function stepsAside(session: Session, device: Device): Promise<StepsAside> {
  const weights = await session.store.read();
  const store = await device.createStore();
  const executors = new Map<Program, Executor>();
  const dispose = (): void => {
    for (const executor of executors.values()) executor.dispose();
    store.dispose();
  };
  try {
    for (const [name, values] of weights) store.write(name, values);
    const feeds = batchAsTable(session.data.batchFeeds(session.step));
    const updates = session.runsOfStep().map(({ executor: { program }, options }): { readonly executor: Executor; readonly options: RunOptions } => {
      const executor = executors.get(program) ?? store.executor(program);
      executors.set(program, executor);
      return { executor, options: { ...options, feeds } };
    });
    const run = (): readonly Fetched[] => updates.flatMap(({ executor, options }) => executor.run(options));
    return {
      blind: () => run().forEach((result) => result.dispose()),
      async read() {
        const results = run();
        try {
          for (const result of results) await result.data();
        } finally {
          for (const result of results) result.dispose();
        }
      },
      async compile() {
        const compiled = new Set<Executor>();
        for (const { executor, options } of updates) {
          if (!compiled.has(executor)) await executor.compile?.(options, () => undefined);
          compiled.add(executor);
        }
      },
      dispose,
    };
  } catch (error) {
    dispose();
    throw error;
  }
}
