/** The operations of a step: sorted by any column, one of them chosen; the name of a node leads to it. */
'use client';
import { memo, useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { Peak, ProfiledOperation } from '@/graph-engine/training/profile/types';
import { reveal } from '@/components/canvas-state/canvas-view';
import { goTo } from '@/components/diagnostics/go-to';
import { byNode, byOperation, columnsOf, rowsOf, sorted, type Column, type Row } from './operation-columns';
import styles from './operation-table.module.css';
import type { Marks } from './use-marks';

interface OperationTableProps {
  readonly operations: readonly ProfiledOperation[];
  readonly peak: Peak | null;
  readonly nameOf: (node: string) => string;
  readonly marks: Marks;
}

function goToNode({ node, layer }: ProfiledOperation): void {
  if (node === null) return;
  goTo({ node, ...(layer !== null && { layer }) });
  reveal(node);
}

export function OperationTable({ operations, peak, nameOf, marks }: OperationTableProps) {
  const columns = useMemo(() => columnsOf(operations.every(({ ms }) => ms !== null)), [operations]);
  const all = [byOperation, byNode, ...columns];
  const [order, setOrder] = useState<{ readonly column: string; readonly descending: boolean }>({ column: 'share', descending: true });
  const by = all.find(({ id }) => id === order.column) ?? byOperation;
  const rows = useMemo(() => sorted(rowsOf(operations, peak, nameOf), by, order.descending), [operations, peak, nameOf, by, order]);
  const body = useRef<HTMLTableSectionElement>(null);
  /** The one row whose buttons are in the order of the Tab key; arrows go to the others. */
  const entrance = rows.find(({ position }) => position === marks.selected)?.position ?? rows[0]?.position;

  const turn = ({ id, numeric }: Column): void => setOrder((old) => ({ column: id, descending: old.column === id ? !old.descending : numeric }));
  const { select } = marks;
  const move = useCallback(
    (event: KeyboardEvent, from: number): void => {
      const steps: Readonly<Record<string, number>> = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: rows.length - 1 };
      const next = rows[steps[event.key] ?? -1];
      if (!next) return;
      event.preventDefault();
      select(next.position);
      body.current?.querySelector<HTMLElement>(`[data-position="${next.position}"] th button`)?.focus();
    },
    [rows, select],
  );
  return (
    <div className={styles.wrap} onPointerLeave={() => marks.hover(null)}>
      <table className={styles.table} aria-label="Operations of a step">
        <thead>
          <tr>
            {all.map((column) => (
              <Heading key={column.id} column={column} sorted={column === by ? (order.descending ? 'descending' : 'ascending') : null} onTurn={() => turn(column)} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, index) => (
            <OperationRow
              key={row.position}
              row={row}
              index={index}
              columns={columns}
              isMarked={marks.marked === row.position}
              isSelected={marks.selected === row.position}
              isEntrance={row.position === entrance}
              onHover={marks.hover}
              onToggle={marks.toggle}
              onMove={move}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeadingProps {
  readonly column: Column;
  readonly sorted: 'ascending' | 'descending' | null;
  onTurn(): void;
}
function Heading({ column: { title, numeric }, sorted: direction, onTurn }: HeadingProps) {
  const Arrow = direction === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <th scope="col" data-numeric={numeric || undefined} aria-sort={direction ?? 'none'}>
      <button type="button" onClick={onTurn}>
        <span>
          {title}
          {direction && <Arrow size={11} aria-hidden />}
        </span>
      </button>
    </th>
  );
}

interface OperationRowProps {
  readonly row: Row;
  /** From the top of the table. */
  readonly index: number;
  readonly columns: readonly Column[];
  readonly isMarked: boolean;
  readonly isSelected: boolean;
  readonly isEntrance: boolean;
  onHover(position: number): void;
  onToggle(position: number): void;
  onMove(event: KeyboardEvent, from: number): void;
}
/** Pointing at a row draws two of them anew, not hundreds. */
const OperationRow = memo(({ row, index, columns, isMarked, isSelected, isEntrance, onHover, onToggle, onMove }: OperationRowProps) => {
  const { position, operation, nodeName } = row;
  const tabIndex = isEntrance ? 0 : -1;
  return (
    <tr data-position={position} data-marked={isMarked || undefined} data-selected={isSelected || undefined} onPointerEnter={() => onHover(position)}>
      <th scope="row">
        <button type="button" className={styles.choose} tabIndex={tabIndex} aria-pressed={isSelected} title={`${position}  ${operation.name} ${operation.writes} ${operation.shape.join('×')}`} onClick={() => onToggle(position)} onKeyDown={(event) => onMove(event, index)}>
          <b>{operation.name}</b> <span>{operation.writes}</span> <small>{operation.shape.join('×')}</small>
        </button>
      </th>
      <td>
        {nodeName && (
          <button type="button" className={styles.node} tabIndex={tabIndex} onClick={() => goToNode(operation)} title={`Show ${nodeName} on the canvas`}>
            {nodeName}
          </button>
        )}
      </td>
      {columns.map((column) => (
        <td key={column.id} data-numeric={column.numeric || undefined}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
});
