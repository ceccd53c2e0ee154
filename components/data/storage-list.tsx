/** What this browser keeps of data: the user's own files and downloads, each with its size, and a button that removes it. */
'use client';
import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { notify, reportFault } from '@/components/studio-state/messages';
import { IconButton } from '@/components/ui/icon-button';
import styles from './data-dialog.module.css';
import { downloadCache } from './download-cache';
import { keptFiles, removeKept } from './file-store';
import { keptRows, removeRows } from './rows/browser-files';
import { sizeText } from './size-text';

interface Row {
  readonly key: string;
  readonly name: string;
  readonly detail: string;
  readonly bytes: number;
  /** Null where an open page needs it. */
  readonly remove: (() => Promise<void>) | null;
}
const downloads = downloadCache();

async function rows(): Promise<readonly Row[]> {
  const [own, fetched, large] = await Promise.all([keptFiles(), downloads.list(), keptRows()]);
  const ofDocuments = (count: number): string => (count === 0 ? 'in no document' : `in ${count} document${count === 1 ? '' : 's'}`);
  return [
    ...own.map(({ checksum, name, files, bytes, documents }): Row => ({ key: checksum, name, detail: `${files > 1 ? `${files.toLocaleString('en')} files, ` : ''}${ofDocuments(documents.length)}`, bytes, remove: () => removeKept(checksum) })),
    ...fetched.map(({ address, bytes }): Row => ({ key: address, name: new URL(address).pathname.split('/').at(-1)!, detail: `from ${new URL(address).hostname}`, bytes, remove: () => downloads.remove(address) })),
    ...large.map(({ name, bytes, inUse }): Row => ({ key: name, name: 'Rows of a large table', detail: inUse ? 'until the page that uses them closes' : 'of a page that is gone', bytes, remove: inUse ? null : () => removeRows(name) })),
  ].sort((a, b) => b.bytes - a.bytes);
}

export function StorageList() {
  const [kept, setKept] = useState<readonly Row[] | null>(null);
  const [estimate, setEstimate] = useState<StorageEstimate>({});
  const refresh = async (): Promise<void> => {
    setKept(await rows());
    setEstimate((await navigator.storage?.estimate?.()) ?? {});
  };
  useEffect(() => void refresh().catch(reportFault), []);
  const remove = async (name: string, gone: () => Promise<void>): Promise<void> => {
    await gone();
    notify(`${name} is no longer kept in this browser.`, { description: 'What is open goes on with it; after a reload it is asked for again.' });
    await refresh();
  };
  if (!kept) return <p className={styles.hint}>Looking…</p>;
  const total = kept.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <>
      <p className={styles.hint}>
        {kept.length === 0 ? 'No data files are kept.' : `${kept.length} set${kept.length === 1 ? '' : 's'}, ${sizeText(total)}.`}
        {estimate.quota !== undefined && ` The studio uses ${sizeText(estimate.usage ?? 0)} of the ${sizeText(estimate.quota)} that this browser gives it.`}
      </p>
      {kept.length > 0 && (
        <ul className={styles.kept} aria-label="Data kept in this browser">
          {kept.map((row) => (
            <li key={row.key}>
              <span title={`${row.name} ${row.detail}`}>
                {row.name} <small>{row.detail}</small>
              </span>
              <span className="tabular">{sizeText(row.bytes)}</span>
              {row.remove && (
                <IconButton size="small" label={`Remove ${row.name} from this browser`} onClick={() => void remove(row.name, row.remove!).catch(reportFault)}>
                  <Trash2 aria-hidden />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
