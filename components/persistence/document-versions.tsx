/** Earlier versions of a document. Going back in the open one is a step that can be undone; of another one, a copy is opened. */
import { useEffect, useState } from 'react';
import { newId } from '@/graph-engine/document/ids';
import { openValue } from '@/graph-engine/document/open';
import { dispatch, openDocument, reportFault } from '@/components/studio-state';
import { catalogue } from '@/components/studio-state/document-session';
import { Button } from '@/components/ui/button';
import type { VersionRow } from './database';
import { listVersions } from './document-storage';
import { showRefused } from './refused';
import styles from './documents-dialog.module.css';

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

export interface DocumentVersionsProps {
  readonly id: string;
  readonly isOpen: boolean;
  readonly onDone: () => void;
}

export function DocumentVersions({ id, isOpen, onDone }: DocumentVersionsProps) {
  const [versions, setVersions] = useState<readonly VersionRow[]>([]);
  useEffect(() => {
    listVersions(id).then(setVersions, reportFault);
  }, [id]);
  const restore = ({ value, at, name }: VersionRow): void => {
    const opened = openValue(value, catalogue);
    if (!opened.ok) return showRefused(`The version of ${time.format(at)}`, opened.problems);
    const label = `Go back to the version of ${time.format(at)}`;
    if (isOpen) dispatch('replaceDocument', { document: opened.document, label });
    else openDocument({ ...opened.document, id: newId('document'), name: `${name} (${time.format(at)})`.slice(0, 200) }, label);
    onDone();
  };
  return (
    <ol className={styles.versions}>
      {versions.map((row, index) => (
        <li key={row.version}>
          <time>{time.format(row.at)}</time>
          {index === 0 ? (
            <span>current</span>
          ) : (
            <Button size="small" onClick={() => restore(row)}>
              {isOpen ? 'Go back to this' : 'Open a copy'}
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}
