/** Forward programs of views and evaluations, kept ready: lowering takes time, and each holds room for its values, so only the last few stay. */
import type { Summary } from '../program/train-step';
import type { Executor } from '../runtime/device';

export interface ReadyProgram {
  readonly executor: Executor;
  readonly fetch: readonly number[];
  readonly summary: Summary | null;
}
const LIMIT = 12;

export class ReadyPrograms {
  /** The one that was asked for longest ago stands first. */
  readonly #programs = new Map<string, ReadyProgram>();

  /** Null, where `make` gives that, is not kept. */
  get<R extends ReadyProgram | null>(key: string, make: () => R): ReadyProgram | Extract<R, null> {
    const found = this.#programs.get(key) ?? make();
    if (!found) return found as Extract<R, null>;
    this.#programs.delete(key);
    this.#programs.set(key, found);
    if (this.#programs.size > LIMIT) {
      const [oldest, { executor }] = this.#programs.entries().next().value!;
      executor.dispose();
      this.#programs.delete(oldest);
    }
    return found;
  }
  dispose(): void {
    for (const { executor } of this.#programs.values()) executor.dispose();
    this.#programs.clear();
  }
}
