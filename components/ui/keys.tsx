/** A shortcut in the writing of the user's system. */
import { shortcutKeys } from './shortcut-keys';
import styles from './keys.module.css';

export function Keys({ shortcut }: { readonly shortcut: string }) {
  return (
    <span className={styles.keys}>
      {shortcutKeys(shortcut).map((key) => (
        <kbd key={key} className={styles.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
