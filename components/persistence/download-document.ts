/** The open document as a file. */
import { saveDocument } from '@/graph-engine/document/save';
import { notify } from '@/components/studio-state/messages';
import { markDownloaded } from '@/components/studio-state/studio';
import { studioStore } from '@/components/studio-state/studio-store';
import { downloadBlob } from '@/components/ui/download-blob';

/** A name that every file system takes, with what it ends in. */
export const fileName = (name: string, ending = '.hourglass.json'): string =>
  `${name.normalize('NFKD').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 80).toLowerCase() || 'untitled'}${ending}`;

export function downloadDocument(): void {
  const { open } = studioStore.getState();
  if (!open) return;
  const name = fileName(open.document.name);
  downloadBlob(new Blob([saveDocument(open.document)], { type: 'application/json' }), name);
  markDownloaded(open.revision);
  notify(`Downloaded ${name}.`, { tone: 'good' });
}
