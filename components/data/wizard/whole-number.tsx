/** A whole number that is taken when one leaves its field or presses Enter: each one reads a file again. */
import { useState } from 'react';
import styles from './wizard.module.css';

interface WholeNumberProps {
  readonly label: string;
  readonly value: number;
  /** Least and greatest. */
  readonly limits: readonly [number, number];
  onChange(value: number): void;
}

export function WholeNumber({ label, value, limits: [least, most], onChange }: WholeNumberProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const take = (): void => {
    const wanted = Number(draft);
    if (draft !== null && Number.isInteger(wanted) && wanted >= least && wanted <= most && wanted !== value) onChange(wanted);
    setDraft(null);
  };
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <input
        type="number"
        min={least}
        max={most}
        value={draft ?? value}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          take();
        }}
      />
    </label>
  );
}
