/** One-line controls: numbers and sums, pairs of them, shapes and texts. Up and down change a number; the text stays when it does not fit. */
import { useEffect, type KeyboardEvent } from 'react';
import type { IntegerField, NumberField, PairField, ShapeField, TextField } from '@/graph-engine/document/fields';
import { pairOf } from '@/graph-engine/document/pair';
import type { ParamValue } from '@/graph-engine/document/types';
import { beginGesture, commitGesture } from '@/components/studio-state';
import type { FieldProps } from './field-props';
import { isStepped, stepped } from './number-steps';
import { readSum } from './read-sum';
import { useTextDraft } from './text-draft';
import styles from './fields.module.css';

type TextKind = IntegerField | NumberField | PairField | ShapeField | TextField;

const isNumeric = (field: TextKind): field is IntegerField | NumberField => field.type === 'integer' || field.type === 'number';

const printNumber = (value: number): string => (value !== 0 && Math.abs(value) < 1e-4 ? value.toExponential().replace('e-', 'e-') : String(value));

const print = (value: ParamValue | undefined): string =>
  value === undefined || value === null ? '' : typeof value === 'object' ? value.join(', ') : typeof value === 'number' ? printNumber(value) : String(value);

function parse(field: TextKind, text: string): ParamValue | undefined {
  if (field.type === 'text') return text;
  if (isNumeric(field)) return readSum(text);
  // A sum may have room around its signs; between sizes there is room alone.
  const sizes = text.replace(/\s*([*/^+])\s*/g, '$1').split(/[\s,×x]+/).filter(Boolean).map((size) => readSum(size) ?? NaN);
  if (field.type === 'shape') return sizes.length > 0 ? sizes : undefined;
  const [height, width = height] = sizes;
  return height === undefined || width === undefined || sizes.length > 2 ? undefined : pairOf([height, width]);
}

export function TextControl({ id, field, value, disabled, describedBy, commit, onProblem }: FieldProps<TextKind>) {
  const draft = useTextDraft({ field, value, print, parse: (text) => parse(field, text), commit });
  const { problem } = draft;
  useEffect(() => onProblem(problem), [problem, onProblem]);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') draft.settle();
    if (!isStepped(field) || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') || value === undefined) return;
    event.preventDefault();
    draft.change(print(stepped(field, value, (event.shiftKey ? 10 : 1) * (event.key === 'ArrowUp' ? 1 : -1))));
  };
  const slides = field.type === 'number' && field.min >= 0 && field.max <= 1 && field.max > 0.1;
  return (
    <>
      <input
        id={id}
        className={field.type === 'text' ? styles.input : `${styles.input} ${styles.numeric}`}
        type="text"
        inputMode={isNumeric(field) ? 'decimal' : 'text'}
        autoComplete="off"
        spellCheck={false}
        value={draft.text}
        placeholder={value === undefined ? 'differs' : field.type === 'shape' ? 'such as 28, 28, 1' : undefined}
        disabled={disabled}
        aria-invalid={problem !== null}
        aria-describedby={describedBy}
        onChange={(event) => draft.change(event.target.value)}
        onBlur={draft.settle}
        onKeyDown={onKeyDown}
      />
      {slides && (
        <input
          type="range"
          className={styles.range}
          aria-label={`${field.label}, slider`}
          min={field.min}
          max={field.max}
          step={field.step ?? 0.01}
          value={typeof value === 'number' ? value : field.min}
          disabled={disabled}
          onPointerDown={beginGesture}
          onPointerUp={commitGesture}
          onChange={(event) => draft.change(String(event.target.valueAsNumber))}
        />
      )}
    </>
  );
}
