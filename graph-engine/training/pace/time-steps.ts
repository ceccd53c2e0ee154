/** Times steps as a run takes them: many that nobody reads, then one whose values are waited for. */
import type { Clock } from '../clock';

export interface Steps {
  /** Begins a step; the device may still be at work when it returns. */
  blind(): void;
  /** Takes a step and waits for its values, and so for all before it. */
  read(): Promise<void>;
}
export interface TimingLimits {
  /** Milliseconds for this backend. */
  readonly shareMs: number;
  /** Milliseconds that are left for all: the least that can be timed may take as long. */
  readonly restMs: number;
  /** Of the fastest backend so far; Infinity for the first. */
  readonly bestMs: number;
  readonly stopped: () => boolean;
}
export interface Timed {
  /** Of a step, in milliseconds. */
  readonly ms: number;
  /** It was left at its first steps, far slower than the fastest. */
  readonly dropped: boolean;
  /** There was no time for more than the first step, which tells little. */
  readonly rough: boolean;
  /** What timing it took. */
  readonly spentMs: number;
}

/** This many times slower is not measured further. */
export const FAR = 4;
/** Reading may take this long on a graphics card; a run reads a few times a second only. */
const READ_MS = 4;
/** Long enough to hide a read, short enough that a press of a button is heard. */
const TURN_MS = 40;
/** More steps in each turn than in the one before, as long as it is a short one. */
const GROWTH = 4;
const FULL_TURNS = 3;
/** Whatever the clock says. */
const MOST = { steps: 4096, turns: 10 };

/** Null where it was stopped. The first step is not counted: what is compiled or sent ahead goes with it. */
export async function timeSteps(steps: Steps, clock: Clock, { shareMs, restMs, bestMs, stopped }: TimingLimits): Promise<Timed | null> {
  const begun = clock.now();
  const turn = async (count: number): Promise<number> => {
    const start = clock.now();
    for (let i = 1; i < count; i++) steps.blind();
    await steps.read();
    return clock.now() - start;
  };
  const first = await turn(1);
  let [best, count, expected, full, turns] = [Infinity, 1, first, 0, 0];
  // One turn at least, where there is time for it at all: the first step tells little.
  while (full < FULL_TURNS && turns++ < MOST.turns && clock.now() - begun + expected <= (best === Infinity ? restMs : shareMs)) {
    await clock.breathe();
    if (stopped()) return null;
    const took = await turn(count);
    best = Math.min(best, took / count);
    if (took - READ_MS > FAR * bestMs * count) return { ms: best, dropped: true, rough: false, spentMs: clock.now() - begun };
    if (took >= TURN_MS / 2) full++;
    const fitting = Math.floor((TURN_MS * count) / Math.max(took, 1e-3));
    count = Math.max(1, Math.min(count * GROWTH, fitting, MOST.steps));
    expected = best * count;
  }
  const rough = best === Infinity;
  return stopped() ? null : { ms: rough ? first : best, dropped: false, rough, spentMs: clock.now() - begun };
}
