/** A row for each parameter: what it is, which tensor of the file it is taken from, and whether that fits. Works by keyboard as selects do. */
import { Check, CircleDashed, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { printShape } from '@/graph-engine/data/formats/refuse';
import { arrangementOf } from '@/graph-engine/exchange/arrangements/registry';
import { isState, waysFor, type Row, type Source } from '@/graph-engine/exchange/mapping/match';
import { inOrder } from '@/graph-engine/exchange/mapping/names';
import type { ReadTensors } from '@/graph-engine/exchange/read-tensors';
import styles from './exchange.module.css';

interface TableProps {
  readonly rows: readonly Row[];
  readonly weights: ReadTensors;
  choose(parameter: string, tensor: string): void;
  arrange(parameter: string, source: Source): void;
}
const icons = { fits: Check, misfit: TriangleAlert, 'not-finite': TriangleAlert, fresh: CircleDashed } as const;

export function MappingTable({ rows, weights, choose, arrange }: TableProps) {
  const names = useMemo(() => [...weights.tensors.keys()].filter((name) => !isState(name)).toSorted(inOrder), [weights]);
  return (
    <div className={styles.mapping} role="table" aria-label="Parameters and where they are taken from">
      <div className={styles.head} role="row">
        <span role="columnheader">Parameter of the drawing</span>
        <span role="columnheader">Taken from</span>
        <span role="columnheader">Result</span>
      </div>
      {rows.map((row) => (
        <MappingRow key={row.parameter.name} row={row} names={names} weights={weights} choose={choose} arrange={arrange} />
      ))}
    </div>
  );
}

function MappingRow({ row, names, weights, choose, arrange }: { readonly row: Row; readonly names: readonly string[] } & Omit<TableProps, 'rows'>) {
  const { parameter, source, state, told } = row;
  const Icon = icons[state];
  const fits = (name: string): boolean => waysFor(weights.tensors.get(name)!.shape, parameter).length > 0;
  const [fitting, others] = [names.filter(fits), names.filter((name) => !fits(name))];
  const found = source && weights.tensors.get(source.tensor);
  const ways = found ? waysFor(found.shape, parameter) : [];
  const option = (name: string) => (
    <option key={name} value={name}>
      {name} ({printShape(weights.tensors.get(name)!.shape)})
    </option>
  );
  return (
    <div className={styles.row} role="row" data-state={state} data-testid="mapping-row">
      <span role="cell" className={styles.parameter}>
        <span>{parameter.label}</span>
        <small className="tabular">{printShape(parameter.shape)}</small>
      </span>
      <span role="cell" className={styles.from}>
        <select aria-label={`${parameter.label} is taken from`} value={source?.tensor ?? ''} onChange={(event) => choose(parameter.name, event.target.value)}>
          <option value="">nothing: starts fresh</option>
          {fitting.length > 0 && <optgroup label="Fits">{fitting.map(option)}</optgroup>}
          {others.length > 0 && <optgroup label="Has another shape">{others.map(option)}</optgroup>}
        </select>
        {source && ways.length > 1 && (
          <select aria-label={`${parameter.label}, order of its axes`} value={source.arrangement} onChange={(event) => arrange(parameter.name, { ...source, arrangement: event.target.value })}>
            {ways.map(({ id }) => (
              <option key={id} value={id}>
                {arrangementOf(id).title || 'as it lies'}
              </option>
            ))}
          </select>
        )}
      </span>
      <span role="cell" className={styles.told}>
        <Icon size={14} aria-hidden />
        {state === 'fresh' ? 'starts fresh' : told}
      </span>
    </div>
  );
}
