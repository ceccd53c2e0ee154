/** The documents that this browser keeps: open, rename, duplicate, delete; their versions have a dialog of their own. */
import { Copy, FilePlus, FolderOpen, History, Pencil, Trash2 } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { createDocument } from '@/graph-engine/document/create';
import { newId } from '@/graph-engine/document/ids';
import { counted } from '@/graph-engine/diagnostics/counted';
import { notify, openDialog, openDocument, useDocument } from '@/components/studio-state';
import { Button } from '@/components/ui/button';
import { minuteWords } from '@/components/ui/date-words';
import { IconButton } from '@/components/ui/icon-button';
import { Modal } from '@/components/ui/modal';
import { saveNow } from './autosave';
import type { DocumentRow } from './database';
import { keepDocument, listDocuments, readDocument } from './document-storage';
import { DocumentRename } from './document-rename';
import { freeName } from './free-name';
import { isOpenElsewhere } from './lock';
import { deleteWhole } from './whole-document';
import { reportStore } from './report-store';
import styles from './documents-dialog.module.css';

const close = (): void => openDialog(null);

async function open(id: string): Promise<void> {
  const kept = await readDocument(id);
  if (!kept.ok) return notify(kept.reason, { tone: 'bad' });
  openDocument(kept.document, `Open ${kept.document.name}`);
  close();
}

async function duplicate(id: string): Promise<void> {
  const kept = await readDocument(id);
  if (!kept.ok) return notify(kept.reason, { tone: 'bad' });
  const names = new Set([kept.document, ...(await listDocuments())].map(({ name }) => name));
  await keepDocument({ ...kept.document, id: newId('document'), name: freeName(kept.document.name, names) });
}

async function remove({ id, name }: DocumentRow, refresh: () => void): Promise<void> {
  if (await isOpenElsewhere(id)) return notify(`${name} is open in another tab.`, { description: 'Close it there first.', tone: 'bad' });
  const bringBack = await deleteWhole(id);
  refresh();
  notify(`${name} is deleted.`, { action: { label: 'Bring it back', run: () => void bringBack().then(refresh).catch(reportStore) } });
}

export function DocumentsDialog({ onOpenFile }: { readonly onOpenFile: () => void }) {
  const current = useDocument(({ id }) => id);
  const [rows, setRows] = useState<readonly DocumentRow[] | null>(null);
  const [renaming, setRenaming] = useState<string | null>(null);
  const refresh = useCallback((): void => {
    setRenaming(null);
    saveNow().then(listDocuments).then(setRows, reportStore);
  }, []);
  useEffect(refresh, [refresh]);
  const run = (work: Promise<void>): void => void work.then(refresh, reportStore);
  return (
    <Modal
      title="Documents"
      purpose="Saved in this browser as you work, with earlier versions of each: the fewer the older they are, and those that you give a name for ever."
      onClose={close}
      footer={
        <>
          <Button
            onClick={() => {
              close();
              onOpenFile();
            }}
          >
            <FolderOpen aria-hidden /> Open a file…
          </Button>
          <Button
            variant="primary"
            onClick={() => {
              openDocument(createDocument(), 'New document');
              close();
            }}
          >
            <FilePlus aria-hidden /> New document
          </Button>
        </>
      }
    >
      {rows?.length === 0 && <p className={styles.hint}>Nothing is saved yet. Documents appear here once they hold a node.</p>}
      <ul className={styles.list} aria-busy={rows === null}>
        {rows?.map((row) => (
          <li key={row.id} className={styles.document} data-current={row.id === current || undefined}>
            <div className={styles.row}>
              {renaming === row.id ? (
                <DocumentRename row={row} isOpen={row.id === current} onDone={refresh} />
              ) : (
                <button type="button" className={styles.open} onClick={() => (row.id === current ? close() : open(row.id).catch(reportStore))}>
                  <strong title={row.name}>{row.name}</strong>
                  <span>
                    {row.id === current && 'Open now · '}
                    {counted(row.nodes, 'node')} · {minuteWords(row.updated)}
                  </span>
                </button>
              )}
              <IconButton label={`Rename ${row.name}`} pressed={renaming === row.id} onClick={() => setRenaming(renaming === row.id ? null : row.id)}>
                <Pencil aria-hidden />
              </IconButton>
              <IconButton label={`Versions of ${row.name}`} onClick={() => openDialog('versions', row.id)}>
                <History aria-hidden />
              </IconButton>
              <IconButton label={`Duplicate ${row.name}`} onClick={() => run(duplicate(row.id))}>
                <Copy aria-hidden />
              </IconButton>
              <IconButton label={`Delete ${row.name}`} disabled={row.id === current} onClick={() => remove(row, refresh).catch(reportStore)}>
                <Trash2 aria-hidden />
              </IconButton>
            </div>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
