/** Pictures that are large, or one that may be a sheet of many: what they become, before they are used. */
import { ImageGrid } from '@/components/pictures/image-grid';
import { Modal } from '@/components/ui/modal';
import { stripOf } from '../shown-table';
import { Noticed } from './noticed';
import { PictureOptions } from './picture-options';
import { answer, type PictureQuestion } from './wizard-store';
import { WizardFooter } from './wizard-footer';
import styles from './wizard.module.css';

const SHOWN = 24;

export function PictureWizard({ question, busy }: { readonly question: PictureQuestion; readonly busy: number | null }) {
  const { table, name, reading, problem } = question;
  const shown = Math.min(SHOWN, table.count);
  const [height = 1, width = 1, channels = 1] = table.shape;
  const leave = (): void => answer({ kind: 'leave' });
  const disabled = busy !== null;
  const cell = shown === 1 ? Math.min(320, Math.max(64, width)) : 72;
  return (
    <Modal
      title={`Use ${name}`}
      purpose={`${table.count.toLocaleString('en')} picture${table.count === 1 ? '' : 's'} of ${height} × ${width}, ${channels === 1 ? 'grey' : 'in colour'}${table.labelNames ? `, ${table.labelNames.length} classes` : ''}.`}
      onClose={leave}
      footer={<WizardFooter busy={busy} problem={problem} leave={leave} use={() => answer({ kind: 'use', columns: [], params: {}, validation: null })} />}
    >
      <div className={styles.form}>
        <PictureOptions options={reading.pictures ?? {}} disabled={disabled} single={singleOf(question)} onChange={(pictures) => answer({ kind: 'again', reading: { ...reading, pictures } })} />
        <div className={styles.pictures}>
          <ImageGrid strip={stripOf(table, Array.from({ length: shown }, (_, item) => item))} columns={Math.min(6, shown)} cell={cell} gap={4} label={`The first ${shown} pictures`} />
        </div>
        <Noticed notes={table.notes} />
      </div>
    </Modal>
  );
}
/** Of a sheet that is cut, the size is not known any more. */
function singleOf({ table, reading }: PictureQuestion): { readonly width: number; readonly height: number } | null {
  const isWhole = table.count === 1 && !reading.pictures?.width && !reading.pictures?.tile && !reading.pictures?.rows;
  return isWhole ? { height: table.shape[0]!, width: table.shape[1]! } : null;
}
