/** A name that is written over in place: Enter or leaving the field keeps it, Escape takes it back. */
import { useState, type ChangeEvent, type KeyboardEvent } from 'react';

export interface NameDraft {
  /** It is being written over. */
  readonly isDraft: boolean;
  /** Of the input. */
  readonly field: {
    readonly value: string;
    readonly spellCheck: false;
    onChange(event: ChangeEvent<HTMLInputElement>): void;
    onBlur(): void;
    onKeyDown(event: KeyboardEvent<HTMLInputElement>): void;
  };
}

/** `onKeep` is called where the name has become another one; trimmed. */
export function useNameDraft(name: string, onKeep: (name: string) => void): NameDraft {
  const [text, setText] = useState<string | null>(null);
  return {
    isDraft: text !== null,
    field: {
      value: text ?? name,
      spellCheck: false,
      onChange: (event) => setText(event.target.value),
      onBlur() {
        if (text !== null && text.trim() !== name) onKeep(text.trim());
        setText(null);
      },
      onKeyDown(event) {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setText(null);
      },
    },
  };
}
