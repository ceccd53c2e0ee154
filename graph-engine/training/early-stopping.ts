/**
 * Early stopping (Prechelt 1998): a run ends when the held-out loss has had no new best for `patience` checks, and the weights of the best check are what
 * it leaves. The record is plain data, so that a run that goes on from a snapshot decides as one that was never interrupted.
 */
import type { Weights } from '../runtime/device';

/** Steps between two checks at least: in an epoch of nine steps a loss moves less than it trembles. */
const CHECK_STEPS = 100;

export interface StoppingRecord {
  /** Steps that had been taken at the last check. */
  readonly checkedAt: number;
  /** Checks after the best one. */
  readonly sinceBest: number;
  /** Steps that had been taken, and the held-out loss then. */
  readonly best: { readonly step: number; readonly loss: number } | null;
  /** How the run ended, with the best weights put back; null while it goes on. */
  readonly ended: 'early' | 'complete' | null;
}
export interface StoppingSnapshot {
  readonly record: StoppingRecord;
  /** Of the best check, by name, without the state of the optimiser; empty before the first check. */
  readonly weights: ReadonlyMap<string, Weights>;
}
export interface StoppingOptions {
  readonly patience: number;
  /** No run ends earlier. */
  readonly minSteps: number;
  /** From here on the loss means the same at every step: no weight of a term and no temperature moves any more. */
  readonly settledAt: number;
}

const start: StoppingRecord = { checkedAt: 0, sinceBest: 0, best: null, ended: null };

export class EarlyStopping {
  #record = start;
  #weights: ReadonlyMap<string, Weights> = new Map();

  constructor(private readonly options: StoppingOptions) {}

  get record(): StoppingRecord {
    return this.#record;
  }
  /** Whether a held-out loss after `step` steps is a check; `last`: of the step that ends the run. */
  isCheck(step: number, last: boolean): boolean {
    const { best, checkedAt } = this.#record;
    return step >= this.options.settledAt && (last || !best || step - checkedAt >= CHECK_STEPS);
  }
  /** `read` gives the weights, which are asked for when they are the best. */
  async check(step: number, loss: number, read: () => Promise<ReadonlyMap<string, Weights>>): Promise<void> {
    const { best, sinceBest } = this.#record;
    if (Number.isFinite(loss) && (!best || loss < best.loss)) {
      this.#weights = new Map([...(await read())].filter(([name]) => !name.includes(':')));
      this.#record = { ...this.#record, checkedAt: step, sinceBest: 0, best: { step, loss } };
    } else this.#record = { ...this.#record, checkedAt: step, sinceBest: sinceBest + 1 };
  }
  /** Whether the run is to end after `step` steps. */
  isOver(step: number): boolean {
    return this.#record.best !== null && this.#record.sinceBest >= this.options.patience && step >= this.options.minSteps;
  }
  /** Ends the run; the weights to put back, or null where there was no check. */
  end(how: 'early' | 'complete'): ReadonlyMap<string, Weights> | null {
    if (!this.#record.best) return null;
    this.#record = { ...this.#record, ended: how };
    return this.#weights;
  }
  /** A run that ended is taken up again: its best stays to be beaten, and its patience begins anew. */
  goOn(): void {
    if (this.#record.ended) this.#record = { ...this.#record, sinceBest: 0, ended: null };
  }

  snapshot(): StoppingSnapshot {
    return { record: this.#record, weights: this.#weights };
  }
  restore(saved: StoppingSnapshot | null): void {
    this.#record = saved?.record ?? start;
    this.#weights = saved?.weights ?? new Map();
  }
}
