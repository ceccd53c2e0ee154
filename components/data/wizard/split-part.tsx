/** How rows are dealt out to training, validation and test. */
import { splitKinds, splits, type SplitKind } from '@/graph-engine/data/splits/registry';
import { Button } from '@/components/ui/button';
import { partedGroup, splitColumns, withSplit, type TableDraft } from './table-draft';
import styles from './wizard.module.css';

const percents = [0, 5, 10, 15, 20, 25, 30, 40, 50] as const;

function Share({ label, value, onChange }: { readonly label: string; readonly value: number; onChange(value: number): void }) {
  const percent = Math.round(value * 100);
  const offered = (percents as readonly number[]).includes(percent) ? percents : [...percents, percent].sort((a, b) => a - b);
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <select value={percent} onChange={(event) => onChange(Number(event.target.value) / 100)}>
        {offered.map((one) => (
          <option key={one} value={one}>
            {one} %
          </option>
        ))}
      </select>
    </label>
  );
}

export function SplitPart({ draft, disabled, change }: { readonly draft: TableDraft; readonly disabled: boolean; change(draft: TableDraft): void }) {
  const { split, splitBy, validation, test } = draft;
  const parted = partedGroup(draft);
  const { by, help } = splits[split];
  return (
    <fieldset className={styles.part} disabled={disabled}>
      <legend>Split</legend>
      <div className={styles.fields}>
        <label className={styles.field}>
          <span>Rows are dealt out</span>
          <select aria-label="Split" title={help} value={split} onChange={(event) => change(withSplit(draft, event.target.value as SplitKind))}>
            {splitKinds.map((kind) => (
              <option key={kind} value={kind}>
                {splits[kind].title}
              </option>
            ))}
          </select>
        </label>
        {by === 'column' && (
          <label className={styles.field}>
            <span>Column</span>
            <select aria-label="Split column" value={splitBy} onChange={(event) => change({ ...draft, splitBy: event.target.value })}>
              <option value="">Choose…</option>
              {splitColumns(draft).map(({ name }) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        {split !== 'column' && (
          <>
            <Share label="Validation" value={validation} onChange={(share) => change({ ...draft, validation: share })} />
            <Share label="Test" value={test} onChange={(share) => change({ ...draft, test: share })} />
          </>
        )}
      </div>
      <p className={styles.hint}>{help}</p>
      {parted !== null && (
        <p className={styles.hint}>
          Rows of the same {parted} come into several parts, so that the model is judged on what it has seen others of.{' '}
          <Button size="small" onClick={() => change({ ...draft, split: 'group', splitBy: parted })}>
            Split by {parted}
          </Button>
        </p>
      )}
    </fieldset>
  );
}
