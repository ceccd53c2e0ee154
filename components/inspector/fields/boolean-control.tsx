/** A switch. */
import { Switch } from 'radix-ui';
import type { BooleanField } from '@/graph-engine/document/fields';
import type { FieldProps } from './field-props';
import styles from './fields.module.css';

export function BooleanControl({ id, value, disabled, describedBy, commit, onProblem }: FieldProps<BooleanField>) {
  return (
    <Switch.Root id={id} className={styles.switch} checked={value === true} disabled={disabled} aria-describedby={describedBy} onCheckedChange={(checked) => onProblem(commit(checked))}>
      <Switch.Thumb className={styles.thumb} />
    </Switch.Root>
  );
}
