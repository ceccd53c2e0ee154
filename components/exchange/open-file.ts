/** Files that are opened or inserted as documents. What cannot be read is refused with the places of its faults, and nothing changes. */
import { insertDocument } from '@/components/persistence/insert-document';
import { openNew } from '@/components/persistence/open-new';
import { readDocument } from '@/components/persistence/read-document';
import { showRefused } from '@/components/persistence/refused';
import { warningWords } from '@/components/persistence/warning-words';

/** The text that a picture of a graph holds; null where it holds none, which is told. */
async function textInPicture(file: File): Promise<Blob | null> {
  const { documentInPicture, NoDocument } = await import('@/graph-engine/exchange/pictures/document-in-picture');
  try {
    return new Blob([documentInPicture(new Uint8Array(await file.arrayBuffer())) as Uint8Array<ArrayBuffer>]);
  } catch (error) {
    if (!(error instanceof NoDocument)) throw error;
    showRefused(file.name, [{ place: 'file', message: error.message }]);
    return null;
  }
}
const isPicture = ({ name }: File): boolean => /\.(png|svg)$/i.test(name);

/** What is neither JSON nor a picture brings a drawing with weights, or weights alone. */
export async function openFile(file: File): Promise<void> {
  if (isPicture(file)) {
    const text = await textInPicture(file);
    if (text) await openDocumentFile(text, file.name);
    return;
  }
  if (!/\.json$/i.test(file.name)) return (await import('./receive')).receive([{ name: file.name, blob: file }]);
  await openDocumentFile(file, file.name);
}
async function openDocumentFile(file: Blob, name: string): Promise<void> {
  const opened = await readDocument(file);
  if (!opened.ok) return showRefused(name, opened.problems);
  await openNew(opened.document, `Open ${name}`, { keepIdentity: true, notes: warningWords(opened.warnings) });
}

export async function insertFile(file: File): Promise<void> {
  const opened = await readDocument(file);
  if (!opened.ok) return showRefused(file.name, opened.problems);
  insertDocument(opened);
}
