/**
 * The best weights of a run, those with the lowest held-out loss, and early stopping (Prechelt 1998): a run ends when that loss has had no new best for
 * `patience` checks, and the weights of the best check are what it leaves. Without a patience the run ends as it would, with its last weights, and the best lie
 * beside them. The record is plain data, so that a run that goes on from a snapshot decides as one that was never interrupted.
 */
import { isRaw } from '../program/optimizers/averages';
import { isState, plainWeights, type PlainWeights } from './plain-weights';

/** Steps between two checks at least: in an epoch of nine steps a loss moves less than it trembles. */
const CHECK_STEPS = 100;

export interface StoppingRecord {
  /** Steps that had been taken at the last check. */
  readonly checkedAt: number;
  /** Checks after the best one. */
  readonly sinceBest: number;
  /** Steps that had been taken, and the held-out loss then. */
  readonly best: { readonly step: number; readonly loss: number } | null;
  /** How the run ended, with the best weights put back; null while it goes on, and without a patience. */
  readonly ended: 'early' | 'complete' | null;
}
/** Where a run stood before its end, which put the best weights in the place of the last ones. */
export interface BeforeEnd {
  readonly record: StoppingRecord;
  readonly best: PlainWeights;
  /** Those that training goes on from; none where the best ones were not put in their place. */
  readonly last: PlainWeights;
}
export interface StoppingSnapshot {
  readonly record: StoppingRecord;
  /** Of the best check; empty before the first check. */
  readonly weights: PlainWeights;
  /** Of a run that took all its steps. */
  readonly beforeEnd: BeforeEnd | null;
}
export interface StoppingOptions {
  /** Checks without a new best after which the run ends; 0: never. */
  readonly patience: number;
  /** No run ends earlier. */
  readonly minSteps: number;
  /** From here on the loss means the same at every step: no weight of a term and no temperature moves any more. */
  readonly settledAt: number;
}

/** With the weights that training goes on with. */
const trainedWeights = (parameters: PlainWeights): PlainWeights => new Map([...parameters].filter(([name]) => !isState(name) || isRaw(name)));

const start: StoppingRecord = { checkedAt: 0, sinceBest: 0, best: null, ended: null };

export class EarlyStopping {
  #record = start;
  #weights: PlainWeights = new Map();
  /** Before a check that came only because the run was to end. */
  #beforeLast: Omit<BeforeEnd, 'last'> | null = null;
  #beforeEnd: BeforeEnd | null = null;

  constructor(private readonly options: StoppingOptions) {}

  get record(): StoppingRecord {
    return this.#record;
  }
  /** Whether a held-out loss after `step` steps is a check; `last`: of the step that ends the run. */
  isCheck(step: number, last: boolean): boolean {
    const { best, checkedAt } = this.#record;
    return step >= this.options.settledAt && (last || !best || step - checkedAt >= CHECK_STEPS);
  }
  /** `read` gives the weights, which are asked for when they are the best: the state of optimisers is not needed. */
  async check(step: number, loss: number, read: () => Promise<PlainWeights>): Promise<void> {
    const { best, sinceBest } = this.#record;
    this.#beforeLast = this.isCheck(step, false) ? null : { record: this.#record, best: this.#weights };
    if (Number.isFinite(loss) && (!best || loss < best.loss)) {
      this.#weights = plainWeights(await read());
      this.#record = { ...this.#record, checkedAt: step, sinceBest: 0, best: { step, loss } };
    } else this.#record = { ...this.#record, checkedAt: step, sinceBest: sinceBest + 1 };
  }
  /** Whether the run is to end after `step` steps. */
  isOver(step: number): boolean {
    return this.options.patience > 0 && this.#record.best !== null && this.#record.sinceBest >= this.options.patience && step >= this.options.minSteps;
  }
  /** Ends the run; `last` gives its weights as they are. The weights to put back, or null where there was no check, or no patience. */
  async end(how: 'early' | 'complete', last: () => Promise<PlainWeights>): Promise<PlainWeights | null> {
    if (!this.#record.best) return null;
    if (this.options.patience === 0) {
      this.#beforeEnd = this.#beforeLast && { ...this.#beforeLast, last: new Map() };
      return null;
    }
    this.#beforeEnd = how === 'complete' ? { ...(this.#beforeLast ?? { record: this.#record, best: this.#weights }), last: trainedWeights(await last()) } : null;
    this.#record = { ...this.#record, ended: how };
    return this.#weights;
  }
  /**
   * A run that ended is taken up again. One that took all its steps goes on as if it had not ended: gives the weights it goes on from. One that ended early
   * goes on from its best, which stays to be beaten, and its patience begins anew.
   */
  goOn(): PlainWeights | null {
    const [before, { ended }] = [this.#beforeEnd, this.#record];
    this.#beforeEnd = null;
    if (before) [this.#record, this.#weights] = [before.record, before.best];
    else if (ended) this.#record = { ...this.#record, sinceBest: 0, ended: null };
    return (ended && before?.last) ?? null;
  }

  /** `now`: all weights after so many whole steps. Where they are the best, both are the same numbers, which are then kept once. */
  snapshot(now: { readonly step: number; readonly parameters: PlainWeights } | null = null): StoppingSnapshot {
    const isBest = now?.step === this.#record.best?.step && now !== null;
    const weights = isBest ? new Map([...this.#weights].map(([name, kept]) => [name, now.parameters.get(name) ?? kept])) : this.#weights;
    return { record: this.#record, weights, beforeEnd: this.#beforeEnd };
  }
  restore(saved: StoppingSnapshot | null): void {
    this.#record = saved?.record ?? start;
    this.#weights = saved?.weights ?? new Map();
    // Saved before there was such a thing: the run goes on from its best.
    this.#beforeEnd = saved?.beforeEnd ?? null;
    this.#beforeLast = null;
  }
}
