/** The columns of the table of operations: one line each. */
import type { ReactNode } from 'react';
import { bytesText, percentOf, phaseNames, rateOf, timeText } from '@/graph-engine/training/profile/figures';
import type { Peak, ProfiledOperation } from '@/graph-engine/training/profile/types';
import styles from './operation-table.module.css';

export interface Row {
  readonly position: number;
  readonly operation: ProfiledOperation;
  readonly nodeName: string;
  /** Of the time of all operations, or of what they compute where they were not timed; 0 to 1. */
  readonly share: number;
  /** The share beside the largest one; 0 to 1. */
  readonly length: number;
  readonly rate: number | null;
  readonly percent: number | null;
}
export interface Column {
  readonly id: string;
  readonly title: string;
  readonly numeric: boolean;
  /** What rows are sorted by; null comes last. */
  key(row: Row): number | string | null;
  cell(row: Row): ReactNode;
}

const NOTHING = '–';
const column = (id: string, title: string, key: Column['key'], cell: Column['cell']): Column => ({ id, title, numeric: true, key, cell });
const share: Column = column('share', 'Share', ({ share: part }) => part, ({ share: part, length }) => (
  <span className={styles.share}>
    <i style={{ inlineSize: `${100 * length}%` }} />
    {(100 * part).toFixed(part < 0.0995 ? 1 : 0)} %
  </span>
));
const phase: Column = {
  id: 'phase',
  title: 'Phase',
  numeric: false,
  key: ({ operation }) => ['forward', 'backward', 'update'].indexOf(operation.phase),
  cell: ({ operation }) => (
    <span className={styles.phase} data-phase={operation.phase}>
      {phaseNames[operation.phase]}
    </span>
  ),
};
const bytes = column('bytes', 'Bytes', ({ operation }) => operation.bytes, ({ operation }) => bytesText(operation.bytes));

const timed: readonly Column[] = [
  phase,
  column('time', 'Time', ({ operation }) => operation.ms, ({ operation }) => (operation.ms === null ? NOTHING : timeText(operation.ms))),
  share,
  bytes,
  column('rate', 'GFLOP/s', ({ rate }) => rate, ({ rate }) => rate?.toPrecision(3) ?? NOTHING),
  column('percent', '% peak', ({ percent }) => percent, ({ percent }) => (percent === null ? NOTHING : Math.round(percent))),
];
const untimed: readonly Column[] = [phase, column('flops', 'MFLOP', ({ operation }) => operation.flops, ({ operation }) => (operation.flops / 1e6).toPrecision(3)), share, bytes];

export const columnsOf = (isTimed: boolean): readonly Column[] => (isTimed ? timed : untimed);
/** Both stand in the first cells of every row, where they are buttons. */
export const byOperation: Column = { id: 'operation', title: 'Operation', numeric: false, key: ({ position }) => position, cell: () => null };
export const byNode: Column = { id: 'node', title: 'Node', numeric: false, key: ({ nodeName }) => nodeName || null, cell: () => null };

export function rowsOf(operations: readonly ProfiledOperation[], peak: Peak | null, nameOf: (node: string) => string): readonly Row[] {
  const isTimed = operations.every(({ ms }) => ms !== null);
  const weight = ({ ms, flops }: ProfiledOperation): number => (isTimed ? ms! : flops);
  const weights = operations.map(weight);
  const total = weights.reduce((sum, each) => sum + each, 0) || 1;
  const largest = Math.max(...weights) || 1;
  return operations.map((operation, position) => {
    const rate = rateOf(operation);
    return { position, operation, nodeName: operation.node === null ? '' : nameOf(operation.node), share: weights[position]! / total, length: weights[position]! / largest, rate, percent: percentOf(rate, peak) };
  });
}

export function sorted(rows: readonly Row[], by: Column, descending: boolean): readonly Row[] {
  const compare = (a: Row, b: Row): number => {
    const [x, y] = [by.key(a), by.key(b)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    const order = typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y));
    return descending ? -order : order;
  };
  return rows.toSorted((a, b) => compare(a, b) || a.position - b.position);
}
