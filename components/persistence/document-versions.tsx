/** Earlier versions of a document. Going back in the open one is a step that can be undone; of another one, a copy is opened. */
import { Tag } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { newId } from '@/graph-engine/document/ids';
import { limits } from '@/graph-engine/document/limits';
import { openValue } from '@/graph-engine/document/open';
import { dispatch, notify, openDocument } from '@/components/studio-state';
import { catalogue } from '@/components/studio-state/document-session';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { listVersions, nameVersion, readVersion, type VersionInfo } from './document-storage';
import { isOpenElsewhere } from './lock';
import { showRefused } from './refused';
import { reportStore } from './report-store';
import styles from './documents-dialog.module.css';

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

export interface DocumentVersionsProps {
  readonly id: string;
  readonly isOpen: boolean;
  readonly onDone: () => void;
}
/** As it is called in messages and in the history. */
const calledOf = ({ label, at }: VersionInfo): string => (label === undefined ? `the version of ${time.format(at)}` : `the version “${label}”`);

async function restore(version: VersionInfo, isOpen: boolean): Promise<void> {
  const opened = openValue(await readVersion(version), catalogue);
  if (!opened.ok) return showRefused(calledOf(version).replace(/^the/, 'The'), opened.problems);
  const label = `Go back to ${calledOf(version)}`;
  const { document } = opened;
  if (isOpen) dispatch('replaceDocument', { document, label });
  else openDocument({ ...document, id: newId('document'), name: `${version.name} (${version.label ?? time.format(version.at)})`.slice(0, limits.name) }, label);
}

async function rename(version: VersionInfo, label: string): Promise<void> {
  if (await isOpenElsewhere(version.document)) return notify('This document is open in another tab.', { description: 'Name its versions there.', tone: 'bad' });
  await nameVersion(version, label.trim().slice(0, limits.name));
}

export function DocumentVersions({ id, isOpen, onDone }: DocumentVersionsProps) {
  const [versions, setVersions] = useState<readonly VersionInfo[]>([]);
  const [naming, setNaming] = useState<number | null>(null);
  const refresh = useCallback((): void => {
    setNaming(null);
    listVersions(id).then(setVersions, reportStore);
  }, [id]);
  useEffect(refresh, [refresh]);
  return (
    <ol className={styles.versions} aria-label="Versions">
      {versions.map((version, index) => (
        <li key={version.version}>
          {naming === version.version ? (
            <VersionName version={version} onDone={refresh} />
          ) : (
            <p>
              {version.label !== undefined && <strong>{version.label}</strong>}
              <time>{time.format(version.at)}</time>
              {version.edit !== undefined && <span>{version.edit}</span>}
            </p>
          )}
          <IconButton label={version.label === undefined ? 'Name this version' : `Rename ${version.label}`} size="small" onClick={() => setNaming(version.version)}>
            <Tag aria-hidden />
          </IconButton>
          {index === 0 ? (
            <span>current</span>
          ) : (
            <Button size="small" onClick={() => restore(version, isOpen).then(onDone, reportStore)}>
              {isOpen ? 'Go back to this' : 'Open a copy'}
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}

function VersionName({ version, onDone }: { readonly version: VersionInfo; readonly onDone: () => void }) {
  const [text, setText] = useState(version.label ?? '');
  const keep = (): void => void rename(version, text).then(onDone, reportStore);
  return (
    <form
      className={styles.rename}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <input autoFocus aria-label="Name of the version" placeholder="A name keeps it for ever" value={text} maxLength={limits.name} onChange={(event) => setText(event.target.value)} onBlur={keep} />
    </form>
  );
}
