/** One of a few values, by the system's own list. */
import type { ChoiceField } from '@/graph-engine/document/fields';
import type { FieldProps } from './field-props';
import styles from './fields.module.css';

export function ChoiceControl({ id, field, value, disabled, describedBy, commit, onProblem }: FieldProps<ChoiceField>) {
  const known = field.options.some((option) => option.value === value);
  return (
    <select
      id={id}
      className={styles.select}
      value={known ? String(value) : ''}
      disabled={disabled}
      aria-describedby={describedBy}
      onChange={(event) => onProblem(commit(event.target.value))}
    >
      {!known && (
        <option value="" disabled>
          {value === undefined ? 'differs' : `${String(value)} (unknown)`}
        </option>
      )}
      {field.options.map(({ value: option, label }) => (
        <option key={option} value={option}>
          {label}
        </option>
      ))}
    </select>
  );
}
