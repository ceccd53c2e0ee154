/** Where a run went wrong: the first step from the kept weights on whose values are not finite, and the first value in it. */
import type { Diagnostic } from '../diagnostics/types';
import type { PlayerId } from '../document/types';
import type { NonFinite } from '../runtime/device';
import { explain } from './not-finite';
import type { Session } from './session';

export interface Fault {
  /** The step, counted from 0. */
  readonly step: number;
  /** The step of the trained weights that are kept, 0 for those that a new run began with; null where nothing was trained. */
  readonly kept: number | null;
  readonly diagnostic: Diagnostic;
}
const isFinite = (values: Readonly<Record<string, number>>): boolean => Object.values(values).every(Number.isFinite);

/**
 * The first value of the next step that is not finite, and whose update came before it within the step. The updates up to there are made, without counting
 * the step: who asks has weights to put back.
 */
async function firstNonFinite(session: Session): Promise<{ readonly found: NonFinite; readonly after: PlayerId | null } | null> {
  let after: PlayerId | null = null;
  for (const { player, executor, options } of session.runsOfStep()) {
    const found = await executor.findNonFinite(options);
    if (found) return { found, after };
    executor.run(options).forEach((result) => result.dispose());
    after = player.player;
  }
  return null;
}

/** Repeats the steps from the kept weights on, to `failed` at most, which may be the one behind the last; `start` is where the run began. Leaves the session at the kept weights. */
export async function findFault(session: Session, failed: number, start: number): Promise<Fault> {
  const good = session.rollBack();
  while (session.step < failed && isFinite((await session.stepAndRead()).values));
  const seen = session.step === failed ? failed : session.step - 1;
  session.rollBack();
  // The values of a step are computed before its update: the update of the one before may be what broke.
  while (session.step < Math.max(good, seen - 1)) session.stepBlind();
  let broken = await firstNonFinite(session);
  if (!broken && session.step < seen) {
    // Looking has made the updates of the step.
    session.step++;
    broken = await firstNonFinite(session);
  }
  const { step } = session;
  const feeds = session.data.batchFeeds(step);
  // An update is learning, also in the first step.
  const isFirst = step === start && !broken?.after && broken?.found.phase !== 'update';
  const diagnostic = explain(session.document, broken?.found ?? null, feeds, isFirst ? { kind: 'start' } : { kind: 'step', step, ...(broken?.after ? { after: broken.after } : {}) });
  session.rollBack();
  return { step, kept: good > 0 || session.beganTrained ? good : null, diagnostic };
}
