/** Which operation is pointed at and which is chosen: the table, the picture and the lists show the same. */
import { useCallback, useMemo, useState } from 'react';

export interface Marks {
  /** Positions of operations in the plan. */
  readonly selected: number | null;
  /** What is shown: the one pointed at, else the chosen one. */
  readonly marked: number | null;
  hover(position: number | null): void;
  select(position: number | null): void;
  /** Chooses, or lets go of what was chosen. */
  toggle(position: number): void;
}

export function useMarks(): Marks {
  const [selected, select] = useState<number | null>(null);
  const [hovered, hover] = useState<number | null>(null);
  const toggle = useCallback((position: number) => select((old) => (old === position ? null : position)), []);
  return useMemo(() => ({ selected, marked: hovered ?? selected, hover, select, toggle }), [selected, hovered, toggle]);
}
