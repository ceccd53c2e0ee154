/** The program, and the plan that runs it, side by side: what belongs together is marked in both. */
'use client';
import { useEffect, useId, useMemo, useRef, type KeyboardEvent } from 'react';
import type { ListedLine, PlayerProfile } from '@/graph-engine/training/profile/types';
import styles from './plan-columns.module.css';
import type { Marks } from './use-marks';

export function PlanColumns({ player: { program, operations }, marks }: { readonly player: PlayerProfile; readonly marks: Marks }) {
  const plan = useMemo(() => operations.map(({ line }, position): ListedLine => ({ text: line, operations: [position] })), [operations]);
  return (
    <div className={styles.columns} onPointerLeave={() => marks.hover(null)}>
      <Lines title="Program" lines={program} marks={marks} />
      <Lines title="Plan" lines={plan} marks={marks} />
    </div>
  );
}

function Lines({ title, lines, marks }: { readonly title: string; readonly lines: readonly ListedLine[]; readonly marks: Marks }) {
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const { selected, marked } = marks;
  const chosen = selected === null ? -1 : lines.findIndex(({ operations }) => operations.includes(selected));

  useEffect(() => {
    // Moves this list alone: `scrollIntoView` would move the page too.
    const [box, line] = [list.current, list.current?.children[chosen]];
    if (!box || !(line instanceof HTMLElement)) return;
    const above = line.offsetTop < box.scrollTop;
    const below = line.offsetTop + line.offsetHeight > box.scrollTop + box.clientHeight;
    if (above || below) box.scrollTop = line.offsetTop - box.clientHeight / 3;
  }, [chosen]);

  const move = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    for (let at = chosen + step; at >= 0 && at < lines.length; at += step) {
      const next = lines[at]!.operations.find((operation) => operation !== selected);
      if (next === undefined || lines[at]!.operations.includes(selected ?? -1)) continue;
      return marks.select(next);
    }
  };
  return (
    <section className={styles.side} aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      <div ref={list} className={styles.lines} role="listbox" aria-label={title} tabIndex={0} aria-activedescendant={chosen >= 0 ? `${id}-${chosen}` : undefined} onKeyDown={move}>
        {lines.map(({ text, operations }, at) => {
          const isMarked = marked !== null && operations.includes(marked);
          return (
            <div
              // eslint-disable-next-line react/no-array-index-key -- lines never move
              key={at}
              id={`${id}-${at}`}
              role="option"
              tabIndex={-1}
              className={styles.line}
              aria-selected={selected !== null && operations.includes(selected)}
              aria-disabled={operations.length === 0 || undefined}
              data-marked={isMarked || undefined}
              onPointerEnter={() => marks.hover(operations[0] ?? null)}
              onClick={() => operations[0] !== undefined && marks.toggle(operations[0])}
            >
              {text}
            </div>
          );
        })}
      </div>
    </section>
  );
}
