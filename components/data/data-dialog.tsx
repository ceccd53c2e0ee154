/** Brings data into a Dataset node: what is loaded, download with progress, files by dialog or drop, and what went wrong. */
'use client';
import { Download, FolderOpen } from 'lucide-react';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { bytesOf } from '@/graph-engine/data/sources/remote-files';
import { reportFault } from '@/components/studio-state/messages';
import { getStudio, useDocument } from '@/components/studio-state/use-studio';
import { Button } from '@/components/ui/button';
import { Modal } from '@/components/ui/modal';
import { DiagnosticCard } from '@/components/inspector/diagnostic-card';
import { ImageGrid } from '@/components/views/image-grid';
import { closeDataDialog, dataDialogStore } from './data-dialog-store';
import styles from './data-dialog.module.css';
import { sourceOf } from './data-source';
import { useDataRemarks } from './data-remarks';
import { useData, type DataEntry } from './data-store';
import { setDropProblem, useDropProblem } from './drop-problem';
import { stripOf, useReadTable } from './held-out';
import { downloadData } from './load-data';
import { Reading } from './reading-choice';
import { SourceChoice } from './source-choice';
import { takeFiles } from './take-files';

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
  const problem = useDropProblem(node);
  const [reading, setReading] = useState(false);
  const source = useDocument((document) => sourceOf(document, node)?.definition ?? null);
  const take = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0) return;
    setReading(true);
    setDropProblem(node, await takeFiles(node, files));
    setReading(false);
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
          <FolderOpen aria-hidden /> {reading ? 'Reading…' : 'Open IDX files…'}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          className="visually-hidden"
          tabIndex={-1}
          aria-label="IDX files"
          data-testid="data-files"
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = '';
            void take(files).catch(reportFault);
          }}
        />
      </div>
      <p className={styles.hint}>IDX is the format of MNIST: an images file, plain or .gz, and its labels if there are any. Choose both at once, or drop them on the node. Tables, pictures and arrays become IDX files with a few lines: docs/guides/bring-your-data.md.</p>
    </div>
  );
}

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
  const shown = Math.min(36, table.count);
  return (
    <figure className={styles.table}>
      <ImageGrid strip={stripOf(table, Array.from({ length: shown }, (_, item) => item))} columns={12} cell={36} gap={3} label={`The first ${shown} items of ${table.name}`} />
      <figcaption>
        {table.name}: {table.count.toLocaleString('en')} items of {table.shape.join(' × ')}
        {table.labels ? `, ${new Set<number>(table.labels).size} classes` : ', without labels'}
      </figcaption>
      <Reading node={node} table={table} />
    </figure>
  );
}
