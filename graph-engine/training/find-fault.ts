/** Where a run went wrong: the first step from the kept weights on whose values are not finite, and the first value in it. */
import type { Diagnostic } from '../diagnostics/types';
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

/** Repeats the steps from the kept weights on, to `failed` at most, which may be the one behind the last; `start` is where the run began. Leaves the session at the kept weights. */
export async function findFault(session: Session, failed: number, start: number): Promise<Fault> {
  const good = session.rollBack();
  while (session.step < failed && isFinite((await session.stepAndRead()).values));
  const seen = session.step === failed ? failed : session.step - 1;
  session.rollBack();
  // The values of a step are computed before its update: the update of the one before may be what broke.
  while (session.step < Math.max(good, seen - 1)) session.stepBlind();
  let broken = await session.findNonFinite();
  if (!broken && session.step < seen) {
    // Looking has made the updates of the step.
    session.step++;
    broken = await session.findNonFinite();
  }
  const { step } = session;
  const feeds = session.data.batchFeeds(step);
  // An update is learning, also in the first step.
  const isFirst = step === start && !broken?.after && broken?.found.phase !== 'update';
  const diagnostic = explain(session.document, broken?.found ?? null, feeds, isFirst ? { kind: 'start' } : { kind: 'step', step, ...(broken?.after ? { after: broken.after } : {}) });
  session.rollBack();
  return { step, kept: good > 0 || session.beganTrained ? good : null, diagnostic };
}
