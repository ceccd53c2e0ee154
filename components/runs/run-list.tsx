/** The runs, one row each. */
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { RemovedNote } from '@/components/ui/removed-note';
import { removedStore, setRemoved } from './removed-store';
import { sorted, orders, type OrderName } from './sort-runs';
import { changeWords } from './run-before';
import { RunRow } from './run-row';
import kept from '@/components/ui/kept-list.module.css';
import type { KeptRun } from './use-runs';

interface RunListProps {
  /** Null until they are read. */
  readonly runs: readonly KeptRun[] | null;
  readonly chosen: ReadonlySet<string>;
  readonly all: boolean;
  onChoose(run: string): void;
  onAll(all: boolean): void;
  onClose(): void;
}

export function RunList({ runs, chosen, all, onChoose, onAll, onClose }: RunListProps) {
  const [order, setOrder] = useState<OrderName>('newest');
  const changes = useMemo(() => new Map((runs ?? []).map((run) => [run, changeWords(run, runs ?? [])])), [runs]);
  const removed = useStore(removedStore, (state) => state.removed);
  return (
    <>
      <div className={kept.tools}>
        <label>
          Show{' '}
          <select value={all ? 'all' : 'document'} onChange={(event) => onAll(event.target.value === 'all')}>
            <option value="all">runs of all documents</option>
            <option value="document">runs of this document</option>
          </select>
        </label>
        <label>
          Order{' '}
          <select value={order} onChange={(event) => setOrder(event.target.value as OrderName)}>
            {Object.entries(orders).map(([name, { title }]) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </label>
      </div>
      {removed && (
        <RemovedNote
          name={removed.name}
          onBringBack={() => {
            removed.bringBack();
            setRemoved(null);
          }}
        />
      )}
      {runs?.length === 0 && <p className={kept.hint}>{all ? 'Nothing has been trained in this browser yet. A run appears here a second after its training begins.' : 'This document has not been trained yet.'}</p>}
      <ul className={kept.list} aria-label="Runs" aria-busy={runs === null}>
        {sorted(runs ?? [], order).map((run) => (
          <RunRow key={`${run.document} ${run.run}`} run={run} change={changes.get(run) ?? null} isChosen={chosen.has(run.run)} onChoose={() => onChoose(run.run)} onClose={onClose} onRemoved={setRemoved} />
        ))}
      </ul>
    </>
  );
}
