/** A name that is written over in place. */
import styles from './name-field.module.css';
import { useNameDraft } from './use-name-draft';

export interface NameFieldProps {
  readonly label: string;
  readonly name: string;
  readonly placeholder?: string;
  readonly maxLength: number;
  /** Called where the name has become another one; trimmed. */
  onKeep(name: string): void;
}

export function NameField({ label, name, placeholder, maxLength, onKeep }: NameFieldProps) {
  const { isDraft, field } = useNameDraft(name, onKeep);
  return <input {...field} className={styles.name} aria-label={label} title={field.value} placeholder={placeholder} data-keeps-escape={isDraft || undefined} maxLength={maxLength} />;
}
