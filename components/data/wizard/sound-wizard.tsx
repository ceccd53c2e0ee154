/** Recordings whose names were guessed at: what they say, and what an item is, before they are used. */
import { useState } from 'react';
import type { SoundOptions as Options } from '@/graph-engine/data/sounds/options';
import { Modal } from '@/components/ui/modal';
import { ChooseSound } from '../sound/choose-sound';
import { NamePatternField } from './name-pattern-field';
import { Noticed } from './noticed';
import { SoundOptions } from './sound-options';
import { answer, type SoundQuestion } from './wizard-store';
import { WizardFooter } from './wizard-footer';
import styles from './wizard.module.css';

const SHOWN = 12;

export function SoundWizard({ question, busy }: { readonly question: SoundQuestion; readonly busy: number | null }) {
  const { table, chosen, name, reading, problem } = question;
  const groups = (table.beside ?? []).filter(({ kind }) => kind === 'group').map((side) => side.name);
  const [together, setTogether] = useState('');
  const shown = Math.min(SHOWN, table.count);
  const disabled = busy !== null;
  const leave = (): void => answer({ kind: 'leave' });
  const again = (sounds: Options): void => answer({ kind: 'again', reading: { ...reading, sounds: { ...reading.sounds, ...sounds } } });
  const use = (): void => answer({ kind: 'use', columns: [], params: together === '' ? {} : { split: 'group', splitBy: together }, validation: null });
  return (
    <Modal
      title={`Use ${name}`}
      purpose={`${table.count.toLocaleString('en')} recordings${table.labelNames ? `, ${table.labelNames.length} classes` : ', without labels'}.`}
      onClose={leave}
      footer={<WizardFooter busy={busy} problem={problem} leave={leave} use={use} />}
    >
      <div className={styles.form}>
        <NamePatternField files={(table.beside?.find((side) => side.name === 'file')?.values as readonly string[] | undefined) ?? []} pattern={chosen.pattern ?? ''} label={chosen.label ?? ''} disabled={disabled} onChange={again} />
        <SoundOptions options={chosen} disabled={disabled} onChange={again} />
        {groups.length > 0 && (
          <label className={styles.field}>
            <span>Keep together when items are dealt out</span>
            <select aria-label="Keep together" value={together} disabled={disabled} onChange={(event) => setTogether(event.target.value)}>
              <option value="">nothing</option>
              {groups.map((group) => (
                <option key={group} value={group}>
                  all of a {group}
                </option>
              ))}
            </select>
          </label>
        )}
        <ChooseSound table={table} count={shown} columns={3} cell={80} width={260} label={`The first ${shown} recordings`} />
        <Noticed notes={table.notes} />
      </div>
    </Modal>
  );
}
