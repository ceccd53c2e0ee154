/** A name that is written over in place: Enter or leaving the field keeps it, Escape takes it back. */
import { useState } from 'react';
import styles from './name-field.module.css';

export interface NameFieldProps {
  readonly label: string;
  readonly name: string;
  readonly placeholder?: string;
  readonly maxLength: number;
  /** Called where the name has become another one; trimmed. */
  onKeep(name: string): void;
}

export function NameField({ label, name, placeholder, maxLength, onKeep }: NameFieldProps) {
  const [text, setText] = useState<string | null>(null);
  const keep = (): void => {
    if (text !== null && text.trim() !== name) onKeep(text.trim());
    setText(null);
  };
  return (
    <input
      className={styles.name}
      aria-label={label}
      placeholder={placeholder}
      data-keeps-escape={text !== null || undefined}
      value={text ?? name}
      maxLength={maxLength}
      spellCheck={false}
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setText(null);
      }}
    />
  );
}
