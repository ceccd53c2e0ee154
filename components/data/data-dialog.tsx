/** Brings data into a Dataset node: what is loaded, download with progress, files by dialog or drop, and what went wrong. */
'use client';
import { Columns3, Download, FolderInput, FolderOpen, Table2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { bytesOf } from '@/graph-engine/data/sources/remote-files';
import { takeItems } from '@/graph-engine/data/take-items';
import { notify, reportFault } from '@/components/studio-state/messages';
import { getStudio, useDocument } from '@/components/studio-state/use-studio';
import { Button } from '@/components/ui/button';
import { Modal } from '@/components/ui/modal';
import { DiagnosticCard } from '@/components/diagnostics/diagnostic-card';
import { ImageGrid } from '@/components/pictures/image-grid';
import { arraysThere } from './arrays-there';
import { openBrowser } from './browse/browser-store';
import { RowsTable } from './browse/rows-table';
import { closeDataDialog, dataDialogStore } from './data-dialog-store';
import styles from './data-dialog.module.css';
import { sourceOf } from './data-source';
import { useDataRemarks } from './data-remarks';
import { useData, type DataEntry } from './data-store';
import { setDropProblem, useDropProblem } from './drop-problem';
import { stripOf, useReadTable } from './shown-table';
import { givenOf } from './given-files';
import { isPictures } from './is-pictures';
import { downloadData } from './load-data';
import { Reading } from './reading-choice';
import { SourceChoice } from './source-choice';
import { StorageList } from './storage-list';
import { TextRows } from './texts/text-rows';
import { useTablePaste } from './table-paste';
import { askAgain, takeFiles, type Taken } from './take-files';

export function DataDialog() {
  const node = useStore(dataDialogStore, (state) => state.node);
  const name = useDocument((document) => (node ? (document.nodes[node]?.name ?? null) : null));
  return node && name !== null ? (
    <Modal title={`Data of ${name}`} purpose="Everything stays in this browser; nothing is sent anywhere." onClose={closeDataDialog} footer={<Button onClick={closeDataDialog}>Close</Button>}>
      <DataForm node={node} />
    </Modal>
  ) : null;
}

function DataForm({ node }: { readonly node: string }) {
  const entry = useData(node);
  const remarks = useDataRemarks(node);
  const input = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const problem = useDropProblem(node);
  const [reading, setReading] = useState(false);
  const [storage, setStorage] = useState(false);
  const source = useDocument((document) => sourceOf(document, node)?.definition ?? null);
  const settle = async (work: Promise<Taken>): Promise<void> => {
    setReading(true);
    const taken = await work;
    if (taken.kind === 'taken' && taken.notKept !== null) notify('The file is used now.', { tone: 'bad', description: taken.notKept });
    if (taken.kind !== 'left') setDropProblem(node, taken.kind === 'refused' ? taken.reason : null);
    setReading(false);
  };
  useTablePaste((file) => void settle(takeFiles(node, [file])).catch(reportFault));
  const take = async (files: readonly File[]): Promise<void> => {
    if (files.length > 0) await settle(takeFiles(node, givenOf(files)));
  };
  const start = (): void => {
    const wanted = sourceOf(getStudio().document, node);
    if (wanted) downloadData(wanted);
  };
  return (
    <div className={styles.form}>
      <SourceChoice node={node} />
      {source && <p className={styles.licence}>Licence: {source.licence}</p>}
      <State node={node} entry={entry} />
      {remarks.map((remark) => (
        <DiagnosticCard key={remark.code} diagnostic={remark} />
      ))}
      {(problem ?? (entry?.status === 'error' && entry.message)) && (
        <p className={styles.problem} role="alert">
          {problem ?? (entry?.status === 'error' ? entry.message : '')}
        </p>
      )}
      <div className={styles.buttons}>
        {source?.download && entry?.status !== 'ready' && entry?.status !== 'loading' && (
          <Button variant="primary" onClick={start}>
            <Download aria-hidden /> Download {megabytes(bytesOf(source.download))}
          </Button>
        )}
        <Button onClick={() => input.current?.click()} disabled={reading}>
          <FolderOpen aria-hidden /> {reading ? 'Reading…' : 'Open files…'}
        </Button>
        <Button onClick={() => folder.current?.click()} disabled={reading}>
          <FolderInput aria-hidden /> Open folder…
        </Button>
        <input
          ref={(element) => {
            folder.current = element;
            element?.setAttribute('webkitdirectory', '');
          }}
          type="file"
          className="visually-hidden"
          tabIndex={-1}
          aria-label="Folder of data files"
          onChange={(event) => {
            const files = [...(event.target.files ?? [])].filter(({ name }) => !name.startsWith('.'));
            event.target.value = '';
            void take(files).catch(reportFault);
          }}
        />
        <input
          ref={input}
          type="file"
          multiple
          className="visually-hidden"
          tabIndex={-1}
          aria-label="Data files"
          data-testid="data-files"
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = '';
            void take(files).catch(reportFault);
          }}
        />
      </div>
      {entry?.status === 'ready' && (
        <div className={styles.buttons}>
          <Button
            onClick={() => {
              closeDataDialog();
              openBrowser(node);
            }}
          >
            <Table2 aria-hidden /> Look at the data…
          </Button>
          {source?.origin === 'file' && (entry.table.text || entry.table.columns || entry.table.sound || isPictures(entry.table) || arraysThere(entry.table)) && (
            <Button disabled={reading} onClick={() => void settle(askAgain(node)).catch(reportFault)}>
              <Columns3 aria-hidden /> {entry.table.text ? 'Items and tokens…' : entry.table.columns ? 'Columns and split…' : entry.table.sound ? 'Names, frames and split…' : isPictures(entry.table) ? 'Size, colour and sheets…' : 'Which array…'}
            </Button>
          )}
        </div>
      )}
      <details className={styles.storage} onToggle={(event) => setStorage(event.currentTarget.open)}>
        <summary>Data kept in this browser</summary>
        {storage && <StorageList />}
      </details>
      <p className={styles.hint}>Tables (CSV, JSON lines, Parquet), texts (lines, sentences or windows of a .txt), pictures (PNG, JPEG, WebP, GIF, PGM; a folder or a zip of them, whose folders are classes), recordings (WAV; a folder or a zip of them) and arrays (NPY, NPZ, MAT, safetensors, IDX as MNIST has it: images and labels at once). Drop them on the node, or paste rows of a spreadsheet here.</p>
    </div>
  );
}

/** That are shown before the data are looked at. */
const FIRST_ROWS = 5;
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

function State({ node, entry }: { readonly node: string; readonly entry: DataEntry | null }) {
  const table = useReadTable(node, entry?.status === 'ready' ? entry.table : null);
  if (!entry || entry.status === 'error') return null;
  if (entry.status === 'download') return <p>Not in this browser yet: {megabytes(entry.bytes)} to download, once.</p>;
  if (entry.status === 'file') return <p>No file is loaded.</p>;
  if (entry.status === 'loading') {
    const share = entry.total > 0 ? entry.loaded / entry.total : null;
    return (
      <div className={styles.progress}>
        <progress aria-label="Loading" {...(share !== null && { value: share, max: 1 })} />
        <span className="tabular">{share === null ? 'Loading…' : `${Math.round(share * 100)} %`}</span>
        <Button size="small" onClick={entry.cancel}>
          Cancel
        </Button>
      </div>
    );
  }
  if (!table) return null;
  if (table.text) {
    return (
      <figure className={styles.table}>
        <TextRows table={table} count={FIRST_ROWS} label={`The first texts of ${table.name}`} />
        <figcaption>
          {table.name}: {table.count.toLocaleString('en')} texts of at most {table.shape[0]!.toLocaleString('en')} {table.text.tokens}, a vocabulary of {table.text.vocabulary.length.toLocaleString('en')}
        </figcaption>
        <Reading node={node} table={table} />
      </figure>
    );
  }
  if (table.columns) {
    return (
      <figure className={styles.table}>
        <RowsTable table={takeItems(table, FIRST_ROWS)} perPage={FIRST_ROWS} />
        <figcaption>
          {table.name}: {table.count.toLocaleString('en')} rows of {table.columns.length} columns
          {table.labels ? `, ${new Set<number>(table.labels).size} labels` : ', without labels'}
        </figcaption>
        <Reading node={node} table={table} />
      </figure>
    );
  }
  const shown = Math.min(36, table.count);
  return (
    <figure className={styles.table}>
      <ImageGrid strip={stripOf(table, Array.from({ length: shown }, (_, item) => item))} columns={12} cell={36} gap={3} label={`The first ${shown} items of ${table.name}`} />
      <figcaption>
        {table.name}: {table.count.toLocaleString('en')} item{table.count === 1 ? '' : 's'} of {table.shape.join(' × ')}
        {table.labels ? `, ${new Set<number>(table.labels).size} classes` : ', without labels'}
      </figcaption>
      <Reading node={node} table={table} />
    </figure>
  );
}
