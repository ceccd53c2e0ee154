/** What was guessed of a table, with its first rows; right in one click, or corrected here. */
import { useState } from 'react';
import { columnKindOf } from '@/graph-engine/data/columns/registry';
import { findDataset } from '@/graph-engine/data/sources/registry';
import { splitSettingsOf } from '@/graph-engine/nodes/data-settings';
import { getStudio } from '@/components/studio-state/use-studio';
import { Modal } from '@/components/ui/modal';
import { normalFor } from '@/graph-engine/data/splits/normal-for';
import { usualOf } from '../file-edits';
import { preparationTitle } from './column-head';
import { FileOptions } from './file-options';
import { LabelPart } from './label-part';
import { Noticed } from './noticed';
import { SampleTable } from './sample-table';
import { SplitPart } from './split-part';
import { draftProblem, labelNames, startDraft, said, withPreparations, type TableDraft } from './table-draft';
import { answer, type TableQuestion } from './wizard-store';
import { WizardFooter } from './wizard-footer';
import styles from './wizard.module.css';

function start({ node: id, scanned }: TableQuestion): TableDraft {
  const { document } = getStudio();
  const node = document.nodes[id]!;
  const { normal, split, splitBy, test } = splitSettingsOf(node);
  const dealt = { split, splitBy, test, validation: document.training.validationSplit };
  const names = labelNames(startDraft(scanned, dealt, ''), scanned.scan);
  const kept = normalFor(normal, names.map(({ name }) => name), usualOf(scanned.preset));
  // Where the document looks for the unusual, what is most frequent is what is usual.
  const usual = normal !== '' && names.length > 1 ? names.reduce((best, one) => (one.count > best.count ? one : best)).name : '';
  return startDraft(scanned, dealt, kept || usual);
}
/** Texts alone have delimiters and characters. */
const isText = (how: string): boolean => !/^(Parquet|JSON)/.test(how);
const numbersOf = columnKindOf('number').preparations;

export function TableWizard({ question, busy }: { readonly question: TableQuestion; readonly busy: number | null }) {
  const { scanned, name, reading, problem } = question;
  const { scan, preset } = scanned;
  const [draft, setDraft] = useState(() => start(question));
  const fault = draftProblem(draft);
  const known = preset ? findDataset(preset) : null;
  const count = (role: string): number => draft.columns.filter(({ kind }) => columnKindOf(kind).role === role).length;
  const leave = (): void => answer({ kind: 'leave' });
  const disabled = busy !== null;
  return (
    <Modal
      title={`Use ${name}`}
      purpose={`${scan.rows.toLocaleString('en')} rows × ${scan.names.length.toLocaleString('en')} columns. ${scan.how}.`}
      size="large"
      onClose={leave}
      footer={<WizardFooter busy={busy} problem={problem} fault={fault} leave={leave} use={() => answer(said(draft))} />}
    >
      <div className={styles.form}>
        <p className={styles.summary}>
          {known && <strong className={styles.preset}>{known.title}, recognised by its columns</strong>}
          <span>
            {count('feature')} to learn from{count('label') > 0 ? ', 1 label' : ', no label'}
            {count('beside') > 0 && `, ${count('beside')} kept beside`}
            {count('none') > 0 && `, ${count('none')} ignored`}
          </span>
          <label className={styles.inline}>
            Prepare all numbers
            <select aria-label="Preparation of all numbers" value="" disabled={disabled} onChange={(event) => setDraft(withPreparations(draft, event.target.value))}>
              <option value="">as below</option>
              {numbersOf.map((id) => (
                <option key={id} value={id}>
                  {preparationTitle(id)}
                </option>
              ))}
            </select>
          </label>
        </p>
        {known?.protocol && <p className={styles.hint}>{known.protocol}</p>}
        <Noticed notes={scan.notes} of="file" />
        <SampleTable draft={draft} scan={scan} disabled={disabled} change={setDraft} />
        <div className={styles.parts}>
          <LabelPart draft={draft} scan={scan} usual={known?.normal ?? []} disabled={disabled} change={setDraft} />
          <SplitPart draft={draft} disabled={disabled} change={setDraft} />
        </div>
        {isText(scan.how) && <FileOptions options={reading.table ?? {}} disabled={disabled} onChange={(table) => answer({ kind: 'again', reading: { ...reading, table } })} />}
      </div>
    </Modal>
  );
}
