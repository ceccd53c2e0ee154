/** A file with several arrays: which of them holds the items, and which their classes, before they are used. */
import type { ArrayOfFile } from '@/graph-engine/data/table';
import { ImageGrid } from '@/components/pictures/image-grid';
import { Modal } from '@/components/ui/modal';
import { stripOf } from '../shown-table';
import { answer, type ArrayQuestion } from './wizard-store';
import { WizardFooter } from './wizard-footer';
import styles from './wizard.module.css';

const SHOWN = 24;

export function ArrayWizard({ question, busy }: { readonly question: ArrayQuestion; readonly busy: number | null }) {
  const { table, there, name, reading, problem } = question;
  const shown = Math.min(SHOWN, table.count);
  const disabled = busy !== null;
  const leave = (): void => answer({ kind: 'leave' });
  // Classes of other items say nothing of these.
  const takeItems = (array: string): void => answer({ kind: 'again', reading: { ...withoutLabels(reading), array } });
  const takeLabels = (labels: string): void => answer({ kind: 'again', reading: { ...withoutLabels(reading), array: there.taken.items, ...(labels !== '' && { labels }) } });
  return (
    <Modal
      title={`Use ${name}`}
      purpose={`The file has several arrays. ${there.taken.items} holds ${table.count.toLocaleString('en')} items of ${table.shape.join(' × ')}${there.taken.labels === null ? '' : `, ${there.taken.labels} their classes`}.`}
      onClose={leave}
      footer={<WizardFooter busy={busy} problem={problem} leave={leave} use={() => answer({ kind: 'use', columns: [], params: {}, validation: null })} />}
    >
      <div className={styles.form}>
        <fieldset className={styles.fields} disabled={disabled}>
          <Arrays label="Items" arrays={there.items} value={there.taken.items} onChange={takeItems} />
          {there.labels.length > 0 && <Arrays label="Classes" none="as found" arrays={there.labels} value={there.taken.labels ?? ''} onChange={takeLabels} />}
        </fieldset>
        <div className={styles.pictures}>
          <ImageGrid strip={stripOf(table, Array.from({ length: shown }, (_, item) => item))} columns={Math.min(8, shown)} cell={64} gap={4} label={`The first ${shown} items`} />
        </div>
      </div>
    </Modal>
  );
}
const withoutLabels = ({ labels: _, ...reading }: ArrayQuestion['reading']): ArrayQuestion['reading'] => reading;

function Arrays({ label, none, arrays, value, onChange }: { readonly label: string; readonly none?: string; readonly arrays: readonly ArrayOfFile[]; readonly value: string; onChange(name: string): void }) {
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
        {none && <option value="">{none}</option>}
        {arrays.map(({ name, shape }) => (
          <option key={name} value={name}>
            {name} ({shape.join(' × ')})
          </option>
        ))}
      </select>
    </label>
  );
}
