/** A square button with an icon; its label is its name for assistive technology and its tooltip. */
import type { ButtonHTMLAttributes, Ref } from 'react';
import { Tip } from './tip';
import styles from './icon-button.module.css';

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label' | 'title'> {
  readonly label: string;
  /** Shown beside the label in the tooltip. */
  readonly shortcut?: string;
  readonly pressed?: boolean;
  readonly size?: 'small' | 'medium';
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ label, shortcut, pressed, size = 'medium', className = '', type = 'button', ...rest }: IconButtonProps) {
  return (
    <Tip label={label} shortcut={shortcut}>
      <button type={type} aria-label={label} aria-pressed={pressed} className={`${styles.button} ${styles[size]} ${className}`} {...rest} />
    </Tip>
  );
}
