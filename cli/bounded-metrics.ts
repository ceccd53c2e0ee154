/**
 * The curves of a run, as `metrics.json` holds them, in a bounded size however long it is. Whole are the last steps, the end of each epoch and each validation;
 * of the steps before, every second, fourth, eighth … is kept, so that there are never more than so many. Where there are very many epochs, their ends are
 * thinned in the same way. What is kept depends on the steps alone: a run that was interrupted leaves the same rows as one that was not.
 */
import type { Metrics } from '@/graph-engine/training/protocol';

/** Steps at the end of which every row is kept. */
const RECENT = 500;
/** Rows of older steps, and of the ends of epochs, at most. */
const MOST = 2000;
/** Thinning looks at every row: not for each new one. */
const SLACK = 1000;

/** The least power of two that leaves at most `MOST` of `count`. */
function stride(count: number): number {
  let every = 1;
  while (count / every > MOST) every *= 2;
  return every;
}

export class BoundedMetrics {
  #rows: Metrics[] = [];
  #thinned = 0;
  #steps = 0;
  readonly #last: Partial<Record<Metrics['set'], Metrics>> = {};

  constructor(private readonly stepsPerEpoch: number) {}

  add(rows: readonly Metrics[]): void {
    for (const row of rows) {
      this.#rows.push(row);
      this.#steps = Math.max(this.#steps, row.step + 1);
      this.#last[row.set] = row;
    }
    if (this.#rows.length > this.#thinned + SLACK) this.#thin();
  }
  /** Those that are kept, in order. */
  get rows(): readonly Metrics[] {
    this.#thin();
    return this.#rows;
  }
  /** The last row of a set, or undefined. */
  last(set: Metrics['set']): Metrics | undefined {
    return this.#last[set];
  }

  #thin(): void {
    const every = stride(this.#steps);
    const everyEpoch = stride(Math.ceil(this.#steps / this.stepsPerEpoch));
    this.#rows = this.#rows.filter(({ step, set }) => {
      if (step >= this.#steps - RECENT || (set === 'train' && step % every === 0)) return true;
      const epoch = Math.floor(step / this.stepsPerEpoch);
      const isEnd = set === 'validation' || (step + 1) % this.stepsPerEpoch === 0;
      return isEnd && (epoch + 1) % everyEpoch === 0;
    });
    this.#thinned = this.#rows.length;
  }
}
