/** Measures one training step: by the clock, and each operation by itself. The weights and the position of the run stay as they are. */
import type { Program } from '../../program/types';
import { sizeOf } from '../../document/shape';
import type { Profile, ProfileLimits } from '../../runtime/device';
import type { Session } from '../session';
import type { StepRun } from '../turns';
import { describePlanned, describePlayer, type ProgramOf } from './describe';
import type { StepProfile } from './types';
import { isState } from '../plain-weights';


const MOST_ROUNDS = 40;
const LEAST_ROUNDS = 3;
const WARM_UP = 2;
/** Long enough for a few steps of a large model, short enough that a run under way is hardly held up. */
export const DEFAULT_LIMITS: ProfileLimits = { rounds: 20, budgetMs: 1000 };

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;
const clockOf = (times: readonly number[], threads: number): StepProfile['clock'] => ({ medianMs: median(times), fastestMs: Math.min(...times), rounds: times.length, threads });

/** Every program of every player once, with how often a step runs it. */
function playersOf(runs: readonly StepRun[]): readonly (StepRun & { readonly updates: number; readonly of: ProgramOf })[] {
  return runs
    .filter(({ executor }, i) => runs.findIndex((run) => run.executor === executor) === i)
    .map((run) => ({ ...run, of: { player: run.applies ? `${run.player.player} update` : run.player.player, program: run.executor.program }, updates: runs.filter(({ executor }) => executor === run.executor).length }));
}

/** Nothing else happens meanwhile, so the weights may change and be put back. */
function measureHere(session: Session, players: ReturnType<typeof playersOf>, limits: ProfileLimits): { readonly clock: StepProfile['clock']; readonly profiles: readonly Profile[] } {
  const before = session.store.copy();
  try {
    const profiles = players.map(({ executor, options }) => executor.profile!(options, limits));
    before.restore();
    const times: number[] = [];
    const begun = performance.now();
    for (let round = -WARM_UP; round < LEAST_ROUNDS || (round < MOST_ROUNDS && performance.now() - begun < limits.budgetMs); round++) {
      const start = performance.now();
      for (const { executor, options } of session.runsOfStep()) for (const result of executor.run(options)) result.dispose();
      if (round >= 0) times.push(performance.now() - start);
    }
    return { clock: clockOf(times, Math.max(...profiles.map(({ threads }) => threads))), profiles };
  } finally {
    before.restore();
    before.dispose();
  }
}

/** Others may look at the weights between two steps, so new ones are computed and thrown away. */
async function clockAside(session: Session, limits: ProfileLimits): Promise<StepProfile['clock']> {
  const { readEvery } = session.device;
  const times: number[] = [];
  const step = async (read: boolean): Promise<void> => {
    for (const { executor, options } of session.runsOfStep()) {
      const results = executor.run({ ...options, applyUpdates: false, fetch: [...new Set([...options.fetch, ...executor.program.updates.map(({ value }) => value)])] });
      if (read) await results[0]!.data();
      for (const result of results) result.dispose();
    }
  };
  await step(true);
  const begun = performance.now();
  while (times.length < LEAST_ROUNDS || (times.length < MOST_ROUNDS && performance.now() - begun < limits.budgetMs)) {
    const start = performance.now();
    for (let i = 1; i <= readEvery; i++) await step(i === readEvery);
    times.push((performance.now() - start) / readEvery);
  }
  return clockOf(times, 0);
}

function keptBytes(programs: readonly Program[]): StepProfile['kept'] {
  const sizes = new Map(programs.flatMap((program) => program.parameters.map(({ name, value }) => [name, 4 * sizeOf(program.values[value]!.shape)] as const)));
  const inputs = new Map(programs.flatMap((program) => program.inputs.filter(({ kind }) => kind === 'data').map(({ name, value }) => [name, 4 * sizeOf(program.values[value]!.shape)] as const)));
  const sum = (entries: readonly (readonly [string, number])[]): number => entries.reduce((total, [, bytes]) => total + bytes, 0);
  return { weights: sum([...sizes].filter(([name]) => !isState(name))), optimizerState: sum([...sizes].filter(([name]) => isState(name))), batch: sum([...inputs]) };
}

/** To be called between steps. Where operations cannot be timed alone, `ms` is null, and only whole steps are timed. */
export async function measureStep(session: Session, limits: ProfileLimits = DEFAULT_LIMITS): Promise<StepProfile> {
  const players = playersOf(session.runsOfStep());
  const common = { step: session.step, batch: session.batch, kept: keptBytes(players.map(({ executor }) => executor.program)) };
  if (!players.every(({ executor }) => executor.profile)) {
    const clock = await clockAside(session, limits);
    return { ...common, clock, peak: null, players: players.map(({ of, updates, executor, options }) => describePlanned(of, updates, executor.operations!(options))) };
  }
  // Before and after: other work on the machine slows the processor down for a while.
  session.store.peak?.();
  const { clock, profiles } = measureHere(session, players, limits);
  const peak = session.store.peak?.() ?? null;
  return { ...common, clock, peak, players: players.map(({ of, updates }, i) => describePlayer(of, updates, profiles[i]!)) };
}
