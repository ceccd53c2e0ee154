/** One way to change a code: a slider, a switch or steps, and a strip of what it leads to. */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { AxisMeasure, CodeForm, TraversalRow as Row } from '@/graph-engine/training/protocol';
import type { ValueRange } from '@/components/pictures/draw-strip';
import { ImageGrid } from '@/components/pictures/image-grid';
import styles from './traversal-view.module.css';
import { nearestStop, stopOf } from './walked-code';

interface RowProps {
  readonly row: Row;
  readonly form: CodeForm;
  /** Of what the row carries; null where it is not known. */
  readonly measure: AxisMeasure | null;
  /** How many rows there are, over all pages. */
  readonly count: number;
  /** The whole code, as it is changed. */
  readonly code: readonly number[];
  readonly columns: number;
  readonly cell: number;
  /** Of all rows, so that they can be compared. */
  readonly range: ValueRange;
  onChange(numbers: readonly number[]): void;
}

const longNames: Record<CodeForm, string> = { numbers: 'Code dimension', bits: 'Bit', classes: 'Group', entries: 'Entry' };
const measureHelp: Record<AxisMeasure, string> = {
  KL: 'Kullback-Leibler divergence of this number from its prior, in nats per item: what it says of an item. One near 0 says nothing.',
  variance: 'Variance of this number over held-out items.',
};
const print = (x: number): string => x.toFixed(2).replace('-', '−');

function nameOf(form: CodeForm, axis: number, count: number): string {
  return form === 'entries' ? 'Entry of the codebook' : form === 'classes' && count === 1 ? 'Class' : `${longNames[form]} ${axis + 1}`;
}

export function TraversalRow({ row, form, measure, count, code, columns, cell, range: contrast, onChange }: RowProps) {
  const name = nameOf(form, row.axis, count);
  const last = row.names.length - 1;
  const stop = nearestStop(row, code);
  const go = (next: number): void => onChange(stopOf(row, Math.max(0, Math.min(last, next))));
  const [first, end] = [row.names[0] ?? 0, row.names[last] ?? 0];
  const value = code[row.at]!;
  const range = form === 'numbers' ? `${print(first)} to ${print(end)}` : `${first} to ${end}`;
  return (
    <div className={styles.row}>
      {form === 'numbers' && (
        <label className={styles.slider}>
          <span>z{row.axis + 1}</span>
          {measure && row.carries !== undefined && (
            <small title={measureHelp[measure]}>
              {measure === 'KL' ? 'KL' : 'var'} {row.carries < 0.005 ? '0.00' : row.carries.toPrecision(3)}
            </small>
          )}
          <input
            type="range"
            min={first}
            max={end}
            step={Math.max(1e-6, (end - first) / 200)}
            value={value}
            disabled={first === end}
            title={first === end ? 'All codes have this value.' : `Codes of held-out items lie from ${print(first)} to ${print(end)}.`}
            onChange={(event) => onChange([Number(event.target.value)])}
            aria-label={name}
          />
          <output>{print(value)}</output>
        </label>
      )}
      {form === 'bits' && (
        <button type="button" className={styles.bit} role="switch" aria-checked={value >= 0.5} aria-label={name} onClick={() => onChange([value >= 0.5 ? 0 : 1])}>
          <span>b{row.axis + 1}</span>
          <output>{value >= 0.5 ? 1 : 0}</output>
        </button>
      )}
      {(form === 'classes' || form === 'entries') && (
        <div className={styles.steps} role="group" aria-label={name}>
          <button type="button" aria-label={`${name}: the one before`} disabled={stop === 0} onClick={() => go(stop - 1)}>
            <ChevronLeft size={14} aria-hidden />
          </button>
          <output>
            {form === 'entries' ? 'entry' : 'class'} {row.names[stop]}
          </output>
          <button type="button" aria-label={`${name}: the next one`} disabled={stop === last} onClick={() => go(stop + 1)}>
            <ChevronRight size={14} aria-hidden />
          </button>
        </div>
      )}
      <ImageGrid strip={row.images} columns={Math.min(columns, row.names.length)} cell={cell} gap={2} range={contrast} tellsContrast={false} label={`${name} from ${range}`} picked={stop} onPick={go} />
    </div>
  );
}
