/** Which column is the label, and which of its values are trained on. */
import type { Scan } from '@/graph-engine/data/tables/scan';
import { labelNames, labelPlace, withLabel, type TableDraft } from './table-draft';
import styles from './wizard.module.css';

export interface LabelPartProps {
  readonly draft: TableDraft;
  readonly scan: Scan;
  /** Labels that are normal in the published set that the table is. */
  readonly usual: readonly string[];
  readonly disabled: boolean;
  change(draft: TableDraft): void;
}

export function LabelPart({ draft, scan, usual, disabled, change }: LabelPartProps) {
  const { columns, normal } = draft;
  const place = labelPlace(columns);
  const names = labelNames(draft, scan);
  const toggle = (name: string, on: boolean): void => change({ ...draft, normal: on ? [...(normal ?? []), name] : (normal ?? []).filter((one) => one !== name) });
  return (
    <fieldset className={styles.part} disabled={disabled}>
      <legend>Label</legend>
      <label className={styles.field}>
        <span>Column that says what a row is; it is not learned from</span>
        <select aria-label="Label" value={place} onChange={(event) => change(withLabel(draft, scan, Number(event.target.value)))}>
          <option value={-1}>None</option>
          {columns.map(({ name }, i) => (
            <option key={i} value={i}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {names.length > 1 && (
        <>
          <label className={styles.check}>
            <input type="checkbox" checked={normal !== null} onChange={(event) => change({ ...draft, normal: event.target.checked ? normalOf(names, usual) : null })} />
            Train on some labels only, to find the unusual
          </label>
          {normal && (
            <div className={styles.names} role="group" aria-label="Labels that are normal">
              {names.map(({ name, count }) => (
                <label key={name} className={styles.check}>
                  <input type="checkbox" checked={normal.some((one) => one.toLowerCase() === name.toLowerCase())} onChange={(event) => toggle(name, event.target.checked)} />
                  <span title={name}>{name}</span>
                  <small className="tabular">{count.toLocaleString('en')}</small>
                </label>
              ))}
            </div>
          )}
        </>
      )}
    </fieldset>
  );
}
/** What is known to be usual, else what is most frequent. */
function normalOf(names: ReturnType<typeof labelNames>, usual: readonly string[]): readonly string[] {
  const known = names.filter(({ name }) => usual.includes(name)).map(({ name }) => name);
  return known.length > 0 ? known : [names.reduce((best, one) => (one.count > best.count ? one : best)).name];
}
