/** The order of the list of runs. */
import type { KeptRun } from './use-runs';
import { figureOf, nameOf } from './run-words';

export const orders = {
  newest: { title: 'Newest first', compare: (a: KeptRun, b: KeptRun): number => b.started - a.started },
  figure: { title: 'Lowest loss first', compare: (a: KeptRun, b: KeptRun): number => (figureOf(a)?.value ?? Infinity) - (figureOf(b)?.value ?? Infinity) },
  name: { title: 'By name', compare: (a: KeptRun, b: KeptRun): number => nameOf(a).localeCompare(nameOf(b), undefined, { numeric: true }) },
  size: { title: 'Largest first', compare: (a: KeptRun, b: KeptRun): number => (b.bytes ?? 0) - (a.bytes ?? 0) },
} as const;
export type OrderName = keyof typeof orders;

/** Starred ones come first within every order. */
export const sorted = (runs: readonly KeptRun[], order: OrderName): readonly KeptRun[] =>
  runs.toSorted((a, b) => Number(b.remarks.starred) - Number(a.remarks.starred) || orders[order].compare(a, b) || b.started - a.started);
