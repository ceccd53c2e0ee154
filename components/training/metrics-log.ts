/**
 * The run's metrics as columns, ready to plot: one row per step, one column per set and term, null where nothing was
 * recorded. Lives outside React; readers follow `version`.
 */
import type { Metrics } from '@/graph-engine/training/protocol';
import { sameRun, type RunKey } from './run-key';

export interface Column {
  readonly set: Metrics['set'];
  readonly term: string;
  readonly values: (number | null)[];
}
/** Rows that are to be kept: added to those that are, or in the place of them all. */
export interface Unkept {
  readonly key: RunKey;
  readonly rows: readonly Metrics[];
  readonly whole: boolean;
}
const LIMIT = 40_000;

export class MetricsLog {
  version = 0;
  steps: number[] = [];
  /** Whose rows these are; null while no run is shown. */
  key: RunKey | null = null;
  private rows: Metrics[] = [];
  /** How many of them are kept, and whether what is kept has others as well. */
  private kept = 0;
  private rewritten = false;
  private readonly byName = new Map<string, Column>();
  private readonly listeners = new Set<() => void>();

  get columns(): readonly Column[] {
    return [...this.byName.values()];
  }
  /** In the order they were recorded, for saving. */
  get recorded(): readonly Metrics[] {
    return this.rows;
  }
  add(rows: readonly Metrics[]): void {
    if (rows.length === 0) return;
    for (const row of rows) this.put(row);
    if (this.rows.length > LIMIT) this.thin();
    this.changed();
  }
  /** Another run, with the rows that are kept of it. */
  begin(key: RunKey | null, rows: readonly Metrics[] = []): void {
    this.key = key;
    this.replace(rows);
    [this.kept, this.rewritten] = [rows.length, false];
  }
  /** Gives the run that is shown to a log of its own, and shows none. */
  split(): MetricsLog {
    const other = new MetricsLog();
    other.resume(this);
    this.begin(null);
    return other;
  }
  /** The run of another log, with what is known of it. */
  resume(other: MetricsLog): void {
    const { kept, rewritten } = other;
    this.begin(other.key, other.rows);
    [this.kept, this.rewritten] = [kept, rewritten];
  }
  /** What is not kept yet, which counts as kept from now on; null where there is nothing. */
  takeUnkept(): Unkept | null {
    const { key, rewritten } = this;
    const rows = rewritten ? this.rows : this.rows.slice(this.kept);
    if (!key || (rows.length === 0 && !rewritten)) return null;
    [this.kept, this.rewritten] = [this.rows.length, false];
    return { key, rows, whole: rewritten };
  }
  /** What was taken could not be kept. */
  untake({ key }: Unkept): void {
    if (sameRun(key, this.key)) this.rewritten = true;
  }
  /** Forgets what came after `step`: training goes on from an earlier checkpoint. */
  cutAfter(step: number): void {
    if (this.rows.some((row) => row.step > step)) this.replace(this.rows.filter((row) => row.step <= step));
  }
  private replace(rows: readonly Metrics[]): void {
    this.rewritten = true;
    this.steps = [];
    this.rows = [];
    this.byName.clear();
    for (const row of rows) this.put(row);
    this.changed();
  }
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  latest(set: Metrics['set']): Metrics | null {
    return this.rows.findLast((row) => row.set === set) ?? null;
  }

  private put(row: Metrics): void {
    this.rows.push(row);
    // Rows come in ascending steps; a late validation row lands on the step it belongs to.
    let index = this.steps.length - 1;
    while (index >= 0 && this.steps[index]! > row.step) index--;
    if (this.steps[index] !== row.step) {
      index++;
      this.steps.splice(index, 0, row.step);
      for (const column of this.byName.values()) column.values.splice(index, 0, null);
    }
    for (const [term, value] of Object.entries(row.values)) this.column(row.set, term).values[index] = Number.isFinite(value) ? value : null;
  }
  private column(set: Metrics['set'], term: string): Column {
    const name = `${set} ${term}`;
    const known = this.byName.get(name);
    if (known) return known;
    const column: Column = { set, term, values: this.steps.map(() => null) };
    this.byName.set(name, column);
    return column;
  }
  /** Drops every second training row of the older half; validation rows are few and stay. */
  private thin(): void {
    const half = this.rows.length / 2;
    this.replace(this.rows.filter((row, index) => row.set === 'validation' || index > half || index % 2 === 0));
  }
  private changed(): void {
    this.version++;
    for (const listener of this.listeners) listener();
  }
}

export const metricsLog = new MetricsLog();
