/** Earlier states of a document: the present one is kept under a name, and one of before comes back or opens as a copy. */
'use client';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { counted } from '@/graph-engine/diagnostics/counted';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { sizeText } from '@/components/data/size-text';
import { StorageTotal } from '@/components/data/storage-total';
import { saveNow } from '@/components/persistence/autosave';
import { reportStore } from '@/components/persistence/report-store';
import { listVersions, readVersion, whenVersionsChange, type VersionInfo, type VersionList } from '@/components/persistence/version-storage';
import { useKept } from '@/components/storage/use-kept';
import { openDialog, useDocument, useStudio, useUi } from '@/components/studio-state';
import { Modal } from '@/components/ui/modal';
import { RemovedNote } from '@/components/ui/removed-note';
import { KeepForm } from './keep-form';
import { VersionRow, type Removed } from './version-row';
import { isForGood } from './version-words';
import kept from '@/components/ui/kept-list.module.css';

const close = (): void => openDialog(null);

/** What versions are compared with: the open document, or the current version of another one. */
function usePresent(current: VersionInfo | undefined, isOpen: boolean): HourglassDocument | null {
  const open = useDocument((document) => document);
  const [other, setOther] = useState<HourglassDocument | null>(null);
  const version = current?.version;
  const id = current?.document;
  useEffect(() => {
    if (isOpen || id === undefined || version === undefined) return;
    readVersion({ document: id, version }).then((opened) => opened?.ok && setOther(opened.document), reportStore);
  }, [isOpen, id, version]);
  return isOpen ? open : other;
}

function useVersions(id: string, isOpen: boolean) {
  const read = useCallback(async (): Promise<VersionList> => {
    if (isOpen) await saveNow();
    return listVersions(id);
  }, [id, isOpen]);
  return useKept(read, whenVersionsChange);
}

export function VersionsDialog() {
  const openId = useDocument(({ id }) => id);
  const openName = useDocument(({ name }) => name);
  const readOnly = useStudio((studio) => studio.readOnly);
  const id = useUi((ui) => ui.dialogOf) ?? openId;
  const isOpen = id === openId;
  const { found, problem } = useVersions(id, isOpen);
  const [spoilt, setSpoilt] = useState<ReadonlySet<number>>(new Set());
  const [all, setAll] = useState(true);
  const [removed, setRemoved] = useState<Removed | null>(null);
  const onDamaged = useCallback((version: number) => setSpoilt((before) => new Set([...before, version])), []);
  const versions = useMemo(() => (found?.versions ?? []).filter(({ version }) => !spoilt.has(version)), [found, spoilt]);
  const [current] = found?.versions ?? [];
  const present = usePresent(current, isOpen);
  const damaged = (found?.damaged ?? 0) + spoilt.size;
  const forGood = versions.filter(isForGood);
  const shown = all ? versions : forGood;
  const bytes = versions.reduce((sum, version) => sum + version.bytes, 0);
  return (
    <Modal
      title={`Versions of ${isOpen ? openName : (current?.name ?? 'the document')}`}
      purpose="Saved as you work, the fewer the older they are. Those with a name or a star stay for good. Going back is a step that undo takes back."
      size="large"
      onClose={close}
      footer={
        <p className={kept.total}>
          {counted(versions.length, 'version')}, {forGood.length} for good, {sizeText(bytes)} <StorageTotal />
        </p>
      }
    >
      {isOpen && <KeepForm readOnly={readOnly} />}
      <div className={kept.tools}>
        <label>
          Show{' '}
          <select value={all ? 'all' : 'good'} onChange={(event) => setAll(event.target.value === 'all')}>
            <option value="all">all versions</option>
            <option value="good">those that are kept for good</option>
          </select>
        </label>
      </div>
      {problem !== null && (
        <p role="alert" className={kept.problem}>
          The versions could not be read. {problem}
        </p>
      )}
      {damaged > 0 && (
        <p role="status" className={kept.problem}>
          {counted(damaged, 'version')} of this document {damaged === 1 ? 'is' : 'are'} damaged, and left out.
        </p>
      )}
      {removed && (
        <RemovedNote
          name={removed.name}
          onBringBack={() => {
            removed.bringBack().catch(reportStore);
            setRemoved(null);
          }}
        />
      )}
      {found && shown.length === 0 && <p className={kept.hint}>{all ? 'Nothing is saved yet. A version appears here with the first edit.' : 'None has a name or a star yet.'}</p>}
      <ul className={kept.list} aria-label="Versions" aria-busy={found === null && problem === null}>
        {shown.map((version) => (
          <VersionRow key={version.version} version={version} isCurrent={version === current} isOpen={isOpen} present={present} onDamaged={onDamaged} onRemoved={setRemoved} onClose={close} />
        ))}
      </ul>
    </Modal>
  );
}
