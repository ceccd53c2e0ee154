/** The first items of a Dataset as soon as they are there; before that, what is missing and how to get it. */
'use client';
import { lazy, Suspense, useMemo, type MouseEvent } from 'react';
import { labelText } from '@/components/data/browse/cell-text';
import { openDataDialog } from '@/components/data/data-dialog-store';
import { useDataRemarks } from '@/components/data/data-remarks';
import { sourceOf } from '@/components/data/data-source';
import { useData } from '@/components/data/data-store';
import { useDropProblem } from '@/components/data/drop-problem';
import { stripOf, useReadTable } from '@/components/data/shown-table';
import { downloadData } from '@/components/data/load-data';
import { headOf } from '@/graph-engine/data/rows/in-memory';
import { printDiagnostic } from '@/graph-engine/diagnostics/print';
import type { Diagnostic } from '@/graph-engine/diagnostics/types';
import { applyFix } from '@/components/studio-state/studio';
import { followItem, useFollowedItem } from '@/components/studio-state/followed';
import { getStudio, useDocument } from '@/components/studio-state/use-studio';
import { Button } from '@/components/ui/button';
import { ImageGrid } from '@/components/pictures/image-grid';
import type { PreviewProps } from './preview-props';
import styles from '../node-preview.module.css';

const SoundItem = lazy(async () => ({ default: (await import('@/components/data/sound/sound-item')).SoundItem }));
const TablePreview = lazy(async () => ({ default: (await import('./table-preview')).TablePreview }));

const TextPreview = lazy(async () => ({ default: (await import('./text-preview')).TextPreview }));

const COLUMNS = 4;

/** A button inside a node must not drag or select it. */
const onlyThis = (work: () => void) => (event: MouseEvent) => {
  event.stopPropagation();
  work();
};

export function DataPreview({ nodeId, width }: PreviewProps) {
  const entry = useData(nodeId);
  const problem = useDropProblem(nodeId);
  const remarks = useDataRemarks(nodeId);
  const table = useReadTable(nodeId, entry?.status === 'ready' ? entry.table : null);
  const strip = useMemo(() => table && stripOf(table, Array.from({ length: Math.min(COLUMNS * 3, table.count) }, (_, item) => item)), [table]);
  const document = useDocument(({ id }) => id);
  const followed = useFollowedItem();
  const chosen = followed?.node === nodeId ? followed.item : null;
  const follow = (item: number): void => followItem(document, item === chosen ? null : { node: nodeId, item });
  const choose = (
    <Button size="small" className="nodrag" onClick={onlyThis(() => openDataDialog(nodeId))}>
      Choose data…
    </Button>
  );
  if (problem) {
    return (
      <>
        <p className={`${styles.words} ${styles.problem}`}>{problem}</p>
        <div className={styles.actions}>{choose}</div>
      </>
    );
  }
  if (strip && table) {
    const columns = Math.min(COLUMNS, strip.count);
    const cell = Math.floor((width + 2) / COLUMNS) - 2;
    return (
      <>
        {table.text ? (
          <Suspense fallback={null}>
            <TextPreview table={table} chosen={chosen} onChoose={follow} />
          </Suspense>
        ) : table.columns ? (
          <Suspense fallback={null}>
            <TablePreview table={table} chosen={chosen} onChoose={follow} />
          </Suspense>
        ) : (
          <ImageGrid strip={strip} columns={columns} cell={cell} gap={2} label={`Items of ${table.name}: choose one to follow it`} picked={chosen} onPick={follow} picksOnClick />
        )}
        {table.sound && (
          <Suspense fallback={null}>
            <SoundItem table={table} item={Math.min(chosen ?? 0, table.count - 1)} width={width} small />
          </Suspense>
        )}
        <div className={styles.row}>
          <span>
            {table.count.toLocaleString('en')} {table.text ? 'texts' : table.columns ? 'rows' : table.sound ? 'sounds' : 'items'}
          </span>
          {chosen !== null ? <span>{`following ${chosen.toLocaleString('en')}${table.labels && chosen < table.count ? ` · ${labelText(headOf(table), chosen)}` : ''}`}</span> : table.labels && <span>labelled</span>}
          {table.notes && (
            <Button size="small" className="nodrag" onClick={onlyThis(() => openDataDialog(nodeId))}>
              {table.notes.length > 0 ? 'Noticed…' : 'Data…'}
            </Button>
          )}
        </div>
        {remarks.map((remark) => (
          <Remark key={remark.code} remark={remark} />
        ))}
      </>
    );
  }
  if (!entry || entry.status === 'loading') {
    const share = entry?.status === 'loading' && entry.total > 0 ? entry.loaded / entry.total : null;
    return (
      <>
        <p className={styles.words}>{share === null ? 'Loading the data…' : `Loading the data, ${Math.round(share * 100)} %`}</p>
        <progress className={styles.bar} aria-label="Loading the data" {...(share !== null && { value: share, max: 1 })} />
        {entry && (
          <div className={styles.actions}>
            <Button size="small" className="nodrag" onClick={onlyThis(entry.cancel)}>
              Cancel
            </Button>
          </div>
        )}
      </>
    );
  }
  const download = (): void => {
    const source = sourceOf(getStudio().document, nodeId);
    if (source) downloadData(source);
  };
  return (
    <>
      <p className={`${styles.words} ${entry.status === 'error' ? styles.problem : ''}`}>
        {entry.status === 'error' ? entry.message : entry.status === 'file' ? 'Drop a file here' : 'Not in this browser yet'}
      </p>
      <div className={styles.actions}>
        {entry.status === 'download' && (
          <Button size="small" variant="primary" className="nodrag" onClick={onlyThis(download)}>
            Download {Math.round(entry.bytes / 1e6)} MB
          </Button>
        )}
        {choose}
      </div>
    </>
  );
}

/** What is suspected is told here, with its cure; what the numbers are taken for in a few words, and whole in the badge and the inspector. */
function Remark({ remark }: { readonly remark: Diagnostic }) {
  if (remark.severity === 'info') {
    const { low, high, range } = remark.args as Readonly<Record<string, string>>;
    return <p className={styles.words}>{`${low} to ${high}, made ${range}`}</p>;
  }
  return (
    <>
      <p className={`${styles.words} ${styles.warning}`}>{printDiagnostic(remark).message}</p>
      <div className={styles.actions}>
        {remark.fixes?.map((fix) => (
          <Button key={fix.label} size="small" className="nodrag" onClick={onlyThis(() => applyFix(fix))}>
            {fix.label}
          </Button>
        ))}
      </div>
    </>
  );
}
