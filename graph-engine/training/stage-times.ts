/** How long a run is, stage by stage, and after how many steps each began. A run without stages is one of them. */
export class StageTimes {
  /** Steps that had been taken when each stage began, until the present one. */
  readonly starts: number[] = [0];

  /** `planned`: steps of each stage; `length`: of the whole run, of which the last stage takes what the others leave. */
  constructor(
    private readonly planned: readonly number[],
    public length: number,
  ) {}

  /** Of the present stage. */
  get index(): number {
    return this.starts.length - 1;
  }
  get start(): number {
    return this.starts.at(-1)!;
  }
  /** Steps after which the present stage is over. */
  get end(): number {
    return this.start + this.steps(this.index);
  }
  private get last(): number {
    return Math.max(0, this.planned.length - 1);
  }
  steps(index: number): number {
    if (index < this.last) return this.planned[index]!;
    return this.length - this.start - this.planned.slice(this.index, this.last).reduce((sum, steps) => sum + steps, 0);
  }
  /** The next stage begins after `step` steps: what the present one is shorter by, the run is. */
  next(step: number): void {
    this.length -= this.end - step;
    this.starts.push(step);
  }
  /** That stage begins after `step` steps, whichever came before: those between take none. */
  goTo(index: number, step: number): void {
    this.starts.splice(index, Infinity);
    while (this.starts.length <= index) this.starts.push(step);
    this.length = step + this.planned.slice(index).reduce((sum, steps) => sum + steps, 0);
  }
  /** Where each stage begins and ends, as far as that is known now. */
  spans(): readonly { readonly from: number; readonly to: number }[] {
    let from = 0;
    return Array.from({ length: this.last + 1 }, (_, index) => {
      from = this.starts[index] ?? from;
      const to = this.starts[index + 1] ?? from + this.steps(index);
      const span = { from, to };
      from = to;
      return span;
    });
  }
}
