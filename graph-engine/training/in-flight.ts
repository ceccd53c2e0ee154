/** Counts work that is under way, for who wants to wait until there is none. */
export class InFlight {
  private count = 0;
  private waiting: (() => void)[] = [];

  get isIdle(): boolean {
    return this.count === 0;
  }
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.count++;
    try {
      return await work();
    } finally {
      this.count--;
      if (this.isIdle) this.waiting.splice(0).forEach((go) => go());
    }
  }
  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (!this.isIdle) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}
