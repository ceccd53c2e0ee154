/** A text that becomes a field when it is double-clicked or its editing is asked for. */
import { useEffect, useRef } from 'react';

export interface InlineTextProps {
  readonly value: string;
  readonly label: string;
  readonly editing: boolean;
  readonly className: string;
  readonly onStart: () => void;
  /** The new text, or null when the edit was given up. */
  readonly onEnd: (value: string | null) => void;
}

export function InlineText({ value, label, editing, className, onStart, onEnd }: InlineTextProps) {
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => {
    if (!editing) return;
    done.current = false;
    field.current?.focus();
    field.current?.select();
  }, [editing]);
  if (!editing)
    return (
      <h3
        className={className}
        title={value}
        onDoubleClick={(event) => {
          event.stopPropagation();
          onStart();
        }}
      >
        {value}
      </h3>
    );
  const end = (text: string | null): void => {
    if (done.current) return;
    done.current = true;
    const node = field.current?.closest<HTMLElement>('.react-flow__node');
    onEnd(text);
    node?.focus({ preventScroll: true });
  };
  return (
    <input
      ref={field}
      className={`${className} nodrag nopan`}
      data-editing
      aria-label={label}
      defaultValue={value}
      maxLength={200}
      size={1}
      spellCheck={false}
      onBlur={(event) => end(event.currentTarget.value)}
      onDoubleClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') end(event.currentTarget.value);
        if (event.key === 'Escape') end(null);
      }}
    />
  );
}
