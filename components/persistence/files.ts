/** Documents as files: download, open, insert. What cannot be read is refused with the places of its faults, and nothing changes. */
import { saveDocument } from '@/graph-engine/document/save';
import { notify, reportFault } from '@/components/studio-state/messages';
import { markDownloaded } from '@/components/studio-state/studio';
import { studioStore } from '@/components/studio-state/studio-store';
import { insertDocument, tellWarnings } from './insert-document';
import { openNew } from './open-new';
import { readDocument } from './read-document';
import { showRefused } from './refused';

export const extension = '.hourglass.json';

/** A name that every file system takes. */
export const fileName = (name: string): string =>
  `${name.normalize('NFKD').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 80).toLowerCase() || 'untitled'}${extension}`;

export function downloadBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function downloadDocument(): void {
  const { open } = studioStore.getState();
  if (!open) return;
  const name = fileName(open.document.name);
  downloadBlob(new Blob([saveDocument(open.document)], { type: 'application/json' }), name);
  markDownloaded(open.revision);
  notify(`Downloaded ${name}.`, { tone: 'good' });
}

/** What is no JSON brings a drawing with weights, or weights alone. */
export async function openFile(file: File): Promise<void> {
  if (!/\.json$/i.test(file.name)) return (await import('@/components/exchange/receive')).receive([{ name: file.name, blob: file }]);
  const opened = await readDocument(file);
  if (!opened.ok) return showRefused(file.name, opened.problems);
  await openNew(opened.document, `Open ${file.name}`, { keepIdentity: true });
  tellWarnings(opened.warnings);
}

async function insertFile(file: File): Promise<void> {
  const opened = await readDocument(file);
  if (!opened.ok) return showRefused(file.name, opened.problems);
  if (insertDocument(opened.document)) tellWarnings(opened.warnings);
}

function choose(accept: string, then: (file: File) => Promise<void>): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file) then(file).catch(reportFault);
  });
  input.click();
}
export const openFileDialog = (): void => choose('.json,application/json,.zip,.safetensors', openFile);
export const insertFileDialog = (): void => choose('.json,application/json', insertFile);
