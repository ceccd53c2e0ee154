/** How fast a run goes by the clock, with all that it does between its steps: what tells how long it will take. */

/** The first steps take many times as long as others: what they run is compiled, and memory is found for it. */
export const WARM_STEPS = 3;
/** A pace is told when it has been seen for so long, in so many steps. */
const SURE_MS = 1_500;
const SURE_STEPS = 5;
/** What was seen this long ago counts a third. */
const MEMORY_MS = 10_000;

export class StepPace {
  private warmAt = WARM_STEPS;
  private last: { readonly step: number; readonly now: number } | null = null;
  /** Steps and time since it is warm; and both with the past fading. */
  private seen = { steps: 0, ms: 0 };
  private recent = { steps: 0, ms: 0 };

  /** A run begins, or goes on, with that step. */
  begin(step: number): void {
    this.warmAt = step + WARM_STEPS;
    this.last = null;
    this.seen = { steps: 0, ms: 0 };
    this.recent = { steps: 0, ms: 0 };
  }
  /** So many steps are taken at that time, in milliseconds. */
  see(step: number, now: number): void {
    if (step < this.warmAt) return;
    if (this.last) {
      const [steps, ms] = [step - this.last.step, now - this.last.now];
      const kept = Math.exp(-ms / MEMORY_MS);
      this.seen = { steps: this.seen.steps + steps, ms: this.seen.ms + ms };
      this.recent = { steps: this.recent.steps * kept + steps, ms: this.recent.ms * kept + ms };
    }
    this.last = { step, now };
  }
  /** Milliseconds; null as long as the pace is not known. */
  get msPerStep(): number | null {
    return this.seen.ms >= SURE_MS && this.seen.steps >= SURE_STEPS ? this.recent.ms / this.recent.steps : null;
  }
}
