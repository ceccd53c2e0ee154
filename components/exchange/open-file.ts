/** Files that are opened or inserted as documents. What cannot be read is refused with the places of its faults, and nothing changes. */
import { insertDocument, tellWarnings } from '@/components/persistence/insert-document';
import { openNew } from '@/components/persistence/open-new';
import { readDocument } from '@/components/persistence/read-document';
import { showRefused } from '@/components/persistence/refused';
import { reportFault } from '@/components/studio-state/messages';

/** What is no JSON brings a drawing with weights, or weights alone. */
export async function openFile(file: File): Promise<void> {
  if (!/\.json$/i.test(file.name)) return (await import('./receive')).receive([{ name: file.name, blob: file }]);
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
