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
  /** There was no time for what might be faster, or only for its first step: good enough for once, and not to be remembered. */
  readonly rough: boolean;
}

/** Milliseconds of steps, of all backends together; setting them up and compiling for them goes on beside other work, and is not counted. */
export const BUDGET_MS = 300;

const SHORT_MS = 60;
const TOO_LATE = 'A step of this model takes too long to try it.';
type Limits = Parameters<typeof timeSteps>[2];

const printMs = (ms: number): string => `${ms < 10 ? ms.toPrecision(2) : Math.round(ms)} ms`;

/** `contestants`: the one in use first. Null where it was stopped. */
export async function measurePaces(session: Session, contestants: readonly Contestant[], { clock, stopped, onPace }: PaceOptions): Promise<MeasuredPaces | null> {
  const paces: Pace[] = [];
  let [rest, best, late, firstSteps] = [BUDGET_MS, Infinity, false, Infinity];
  for (const [i, { name, prepare }] of contestants.entries()) {
    if (stopped()) return null;
    const tried = await prepare();
    if (stopped()) return null;
    const limits = { shareMs: rest / (contestants.length - i), restMs: rest, bestMs: best, stopped };
    const found = 'reason' in tried ? tried : await timeOn(session, tried.device, clock, limits);
    if (found === null) return null;
    if ('reason' in found) paces.push({ backend: name, ms: null, reason: found.reason });
    else {
      rest -= found.spentMs;
      best = Math.min(best, found.ms);
      if (found.rough) firstSteps = Math.min(firstSteps, found.ms);
      paces.push({ backend: name, ms: found.ms, reason: null });
    }
    late ||= 'reason' in found && found.reason === TOO_LATE;
    onPace?.([...paces]);
  }
  return { paces, rough: late || firstSteps <= FAR * best };
}

async function timeOn(session: Session, device: Device, clock: Clock, limits: Limits): Promise<Timed | { readonly reason: string } | null> {
  const allowed = allowedOn(session, device, limits);
  if ('reason' in allowed) return allowed;
  try {
    const steps = await stepsAside(session, device);
    try {
      await steps.compile();
      return allowed.stopped() ? null : await timeSteps(steps, clock, allowed);
    } finally {
      steps.dispose();
    }
  } catch (error) {
    // No room for a second copy of the model, say, or a card that was lost: the one in use goes on.
    return { reason: `It could not be measured: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** A step cannot be broken off: one that must take far too long is not begun. One that is sure to be short may still be tried when the steps of others have used up the time. */
function allowedOn(session: Session, { mostFlopsPerMs }: Device, limits: Limits): Limits | { readonly reason: string } {
  const { bestMs, restMs, shareMs } = limits;
  if (bestMs === Infinity) return limits;
  const least = mostFlopsPerMs === undefined ? null : flopsOfStep(session) / mostFlopsPerMs;
  if (least !== null && (least > FAR * bestMs || least > BUDGET_MS)) return { reason: `A step would take ${printMs(least)} at least.` };
  const given = least !== null && least < bestMs / FAR ? SHORT_MS : 0;
  return Math.max(restMs, given) <= 0 ? { reason: TOO_LATE } : { ...limits, restMs: Math.max(restMs, given), shareMs: Math.max(shareMs, given) };
}
