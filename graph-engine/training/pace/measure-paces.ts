/** Times a few steps of a session on every backend that may be as fast as the one in use. Its weights and its position stay as they are. */
import type { BackendName } from '../../runtime/backends/definition';
import type { Tried } from '../../runtime/backends/try-backend';
import type { Device } from '../../runtime/device';
import type { Clock } from '../clock';
import type { Session } from '../session';
import { flopsOfStep, stepsAside } from './steps-aside';
import { FAR, timeSteps, type Timed } from './time-steps';
import type { Pace } from './types';

export interface Contestant {
  readonly name: BackendName;
  prepare(): Promise<Tried>;
}
export interface PaceOptions {
  readonly clock: Clock;
  readonly stopped: () => boolean;
  /** Called with all that is known, after each. */
  readonly onPace?: (paces: readonly Pace[]) => void;
}

export interface MeasuredPaces {
  readonly paces: readonly Pace[];
  /** Some were timed by one step, or not for want of time: good enough for once, and not to be remembered. */
  readonly rough: boolean;
}

/** Milliseconds of steps, of all backends together; setting them up and compiling for them goes on beside other work, and is not counted. */
export const BUDGET_MS = 300;

const printMs = (ms: number): string => `${ms < 10 ? ms.toPrecision(2) : Math.round(ms)} ms`;

/** `contestants`: the one in use first. Null where it was stopped. */
export async function measurePaces(session: Session, contestants: readonly Contestant[], { clock, stopped, onPace }: PaceOptions): Promise<MeasuredPaces | null> {
  const paces: Pace[] = [];
  let [rest, best, rough] = [BUDGET_MS, Infinity, false];
  for (const [i, { name, prepare }] of contestants.entries()) {
    if (stopped()) return null;
    const tried = await prepare();
    if (stopped()) return null;
    const limits = { shareMs: rest / (contestants.length - i), restMs: rest, bestMs: best, stopped };
    rough ||= rest <= 0;
    const found = 'reason' in tried ? tried : await timeOn(session, tried.device, clock, limits);
    if (found === null) return null;
    if ('reason' in found) paces.push({ backend: name, ms: null, reason: found.reason });
    else {
      rest -= found.spentMs;
      best = Math.min(best, found.ms);
      rough ||= found.rough;
      paces.push({ backend: name, ms: found.ms, reason: null });
    }
    onPace?.([...paces]);
  }
  return { paces, rough };
}

async function timeOn(session: Session, device: Device, clock: Clock, limits: Parameters<typeof timeSteps>[2]): Promise<Timed | { readonly reason: string } | null> {
  const against = tooMuch(session, device, limits.bestMs, limits.restMs);
  if (against !== null) return { reason: against };
  try {
    const steps = await stepsAside(session, device);
    try {
      await steps.compile();
      return limits.stopped() ? null : await timeSteps(steps, clock, limits);
    } finally {
      steps.dispose();
    }
  } catch (error) {
    // No room for a second copy of the model, say, or a card that was lost: the one in use goes on.
    return { reason: `It could not be measured: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** A step cannot be broken off: one that must take far too long is not begun. Gives the reason, or null. */
function tooMuch(session: Session, { mostFlopsPerMs }: Device, best: number, rest: number): string | null {
  if (best === Infinity) return null;
  if (rest <= 0) return 'A step of this model takes too long to try it.';
  const least = mostFlopsPerMs === undefined ? 0 : flopsOfStep(session) / mostFlopsPerMs;
  return least > FAR * best || least > rest ? `A step would take ${printMs(least)} at least.` : null;
}
