/** Some of a list, or, where none is chosen, what that means. */
import styles from './player-form.module.css';

export interface StageListProps {
  readonly title: string;
  /** What it means that none is chosen. */
  readonly all: string;
  readonly items: readonly { readonly id: string; readonly name: string }[];
  readonly chosen: readonly string[];
  readonly disabled: boolean;
  change(chosen: readonly string[]): void;
}

export function StageList({ title, all, items, chosen, disabled, change }: StageListProps) {
  const gone = chosen.filter((id) => !items.some((item) => item.id === id));
  const rows = [...items, ...gone.map((id) => ({ id, name: 'A node that is gone' }))];
  if (rows.length === 0) return null;
  return (
    <fieldset className={styles.choices} disabled={disabled}>
      <legend>
        {title}
        {chosen.length === 0 && <small> {all}</small>}
      </legend>
      {rows.map(({ id, name }) => (
        <label key={id}>
          <input type="checkbox" checked={chosen.includes(id)} onChange={({ target }) => change(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))} />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
