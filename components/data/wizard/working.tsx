/** How far the reading of files is. */
import styles from './wizard.module.css';

export function Working({ share }: { readonly share: number }) {
  return (
    <span className={styles.working}>
      <progress aria-label="Reading" {...(share > 0 && { value: share, max: 1 })} />
      <span className="tabular">{share > 0 ? `${Math.round(share * 100)} %` : 'Reading…'}</span>
    </span>
  );
}
