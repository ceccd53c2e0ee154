/** A switch: a button that says whether it is on. */
import styles from './switch.module.css';

export interface SwitchProps {
  readonly id: string;
  readonly checked: boolean;
  readonly disabled: boolean;
  readonly describedBy?: string | undefined;
  onChange(checked: boolean): void;
}

export function Switch({ id, checked, disabled, describedBy, onChange }: SwitchProps) {
  return (
    <button id={id} type="button" role="switch" className={styles.switch} aria-checked={checked} aria-describedby={describedBy} disabled={disabled} onClick={() => onChange(!checked)}>
      <span className={styles.thumb} />
    </button>
  );
}
