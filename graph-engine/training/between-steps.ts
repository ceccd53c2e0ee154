/** Work that must not meet a step under way: it is done at once where none is, otherwise between two steps of the run. */
export class BetweenSteps {
  private running = false;
  private readonly waiting: (() => Promise<void>)[] = [];
  private working: Promise<void> | null = null;

  get isWaiting(): boolean {
    return this.waiting.length > 0;
  }
  /** Does `work` while no step is under way: at once, or between two steps of the run, which then goes on. */
  between<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.waiting.push(() => work().then(resolve, reject));
      if (!this.running) void this.doWaiting();
    });
  }
  /** Takes steps by `run`, which calls `doWaiting` between them. */
  async whileRunning<T>(run: () => Promise<T>): Promise<T> {
    this.running = true;
    try {
      await this.doWaiting();
      return await run();
    } finally {
      this.running = false;
      await this.doWaiting();
    }
  }
  /** Resolves when nothing waits and nothing is being done. */
  async doWaiting(): Promise<void> {
    while (this.working || this.waiting.length > 0) {
      if (this.working) await this.working;
      else {
        this.working = this.waiting.shift()!();
        await this.working;
        this.working = null;
      }
    }
  }
}
