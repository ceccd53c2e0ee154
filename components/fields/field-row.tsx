/** A field with its label, help, control and messages. */
import { RotateCcw } from 'lucide-react';
import { useEffect, useId, useRef, useState, type ComponentType } from 'react';
import type { Field } from '@/graph-engine/document/fields';
import type { Diagnostic } from '@/graph-engine/diagnostics/types';
import type { ParamValue } from '@/graph-engine/document/types';
import { commitGesture, setUi, useUi } from '@/components/studio-state';
import { Tip } from '@/components/ui/tip';
import { DiagnosticCard } from '@/components/diagnostics/diagnostic-card';
import { BooleanControl } from './boolean-control';
import { ChoiceControl } from './choice-control';
import type { Commit, FieldProps } from './field-props';
import { NodeControl } from './node-control';
import { TextControl } from './text-control';
import { useScrub } from './use-scrub';
import styles from './fields.module.css';

/** A control takes the props of its own type of field; the map pairs them. */
const controls: { readonly [T in Field['type']]: ComponentType<FieldProps<Extract<Field, { type: T }>>> } = {
  integer: TextControl,
  number: TextControl,
  pair: TextControl,
  shape: TextControl,
  text: TextControl,
  boolean: BooleanControl,
  choice: ChoiceControl,
  node: NodeControl,
};

export interface FieldRowProps {
  readonly name: string;
  readonly field: Field;
  readonly value: ParamValue | undefined;
  readonly disabled: boolean;
  readonly diagnostics: readonly Diagnostic[];
  readonly commit: Commit;
}

/** What a reset sets, in words. */
function printDefault(field: Field): string {
  const { default: value } = field;
  if (field.type === 'choice') return field.options.find((option) => option.value === value)?.label ?? field.default;
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return value === null || value === '' ? 'nothing' : typeof value === 'object' ? value.join(', ') : String(value);
}

export function FieldRow({ name, field, value, disabled, diagnostics, commit }: FieldRowProps) {
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const wanted = useUi((ui) => ui.focusedField === name);
  useEffect(() => {
    if (!wanted) return;
    row.current?.scrollIntoView({ block: 'center' });
    row.current?.querySelector<HTMLElement>(`.${styles.control} :is(input, select, button)`)?.focus();
    setUi({ focusedField: null });
  }, [wanted]);
  const scrub = useScrub(field, value, disabled, commit);
  const isDefault = value !== undefined && JSON.stringify(value) === JSON.stringify(field.default);
  // A step of its own, however short ago something was typed.
  const reset = (): void => {
    commitGesture();
    setProblem(commit(field.default));
    commitGesture();
  };
  const Control = controls[field.type] as ComponentType<FieldProps>;
  const chosen = field.type === 'choice' ? field.options.find((option) => option.value === value)?.help : undefined;
  const describedBy = [`${id}-help`, problem === null ? null : `${id}-problem`].filter(Boolean).join(' ');
  return (
    <div ref={row} className={styles.row} data-type={field.type} data-testid={`field-${name}`}>
      <div className={styles.head}>
        <Tip label={field.help} side="left">
          <label htmlFor={id} className={styles.label} data-scrub={scrub !== null || undefined} {...scrub}>
            {field.label}
          </label>
        </Tip>
        {!disabled && !isDefault && (
          <Tip label={`Back to ${printDefault(field)}`}>
            <button type="button" className={styles.reset} aria-label={`Reset ${field.label} to ${printDefault(field)}`} onClick={reset}>
              <RotateCcw aria-hidden />
            </button>
          </Tip>
        )}
      </div>
      <span id={`${id}-help`} className="visually-hidden">
        {field.help}
      </span>
      <div className={styles.control}>
        <Control id={id} field={field} value={value} disabled={disabled} describedBy={describedBy} commit={commit} onProblem={setProblem} />
      </div>
      {chosen && <p className={styles.help}>{chosen}</p>}
      {problem !== null && (
        <p id={`${id}-problem`} className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {diagnostics.map((diagnostic, index) => (
        <DiagnosticCard key={index} diagnostic={diagnostic} compact />
      ))}
    </div>
  );
}
