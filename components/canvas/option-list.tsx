/** A list of options moved through with the arrow keys. */
import { useEffect, useId, useState, type ReactNode, type Ref } from 'react';
import styles from './connect.module.css';

export interface Option {
  readonly key: string;
  readonly mark: ReactNode;
  readonly title: string;
  readonly detail: string;
  readonly disabled?: boolean;
}
export interface OptionListProps<T extends Option> {
  readonly label: string;
  readonly options: readonly T[];
  readonly empty: string;
  /** The key of the active option, where the owner keeps it. */
  readonly active?: string | null;
  readonly onActive?: (option: T) => void;
  readonly onChoose: (option: T) => void;
  readonly onForward?: () => void;
  readonly onBack?: () => void;
  readonly ref?: Ref<HTMLUListElement>;
}

export function OptionList<T extends Option>({ label, options, empty, active, onActive, onChoose, onForward, onBack, ref }: OptionListProps<T>) {
  const id = useId();
  const [own, setOwn] = useState<string | null>(null);
  const key = active === undefined ? own : active;
  const at = Math.max(0, options.findIndex((option) => option.key === key));
  const move = (to: number): void => {
    const option = options[(to + options.length) % options.length];
    if (!option) return;
    setOwn(option.key);
    onActive?.(option);
  };
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, at]);
  return (
    <div className={styles.column}>
      <h3 id={`${id}-label`} className={styles.heading}>
        {label}
      </h3>
      {options.length === 0 && <p className={styles.empty}>{empty}</p>}
      <ul
        ref={ref}
        className={styles.list}
        role="listbox"
        tabIndex={0}
        aria-labelledby={`${id}-label`}
        aria-activedescendant={options.length > 0 ? `${id}-${at}` : undefined}
        onKeyDown={(event) => {
          const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: options.length - 1 };
          const step = steps[event.key];
          const option = options[at];
          if (step !== undefined) move(step);
          else if (event.key === 'Enter' && option && !option.disabled) onChoose(option);
          else if (event.key === 'ArrowRight' && onForward) onForward();
          else if (event.key === 'ArrowLeft' && onBack) onBack();
          else return;
          event.preventDefault();
        }}
      >
        {options.map((option, index) => (
          <li
            key={option.key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            aria-disabled={option.disabled}
            className={styles.option}
            onClick={() => {
              move(index);
              if (!option.disabled) onChoose(option);
            }}
          >
            {option.mark}
            <span className={styles.text}>
              <span>{option.title}</span>
              <span className={styles.detail}>{option.detail}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
