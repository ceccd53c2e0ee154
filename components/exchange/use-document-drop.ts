/** Documents dropped anywhere on the window are opened; other files are kept from replacing the page. */
import { useEffect } from 'react';
import { notify, reportFault } from '@/components/studio-state/messages';

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

export function useDocumentDrop(): void {
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!hasFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      const document = files.find(({ name }) => /\.(json|png|svg)$/i.test(name));
      if (document) import('./open-file').then(({ openFile }) => openFile(document)).catch(reportFault);
      else if (files[0]) {
        notify(`${files[0].name} is no document.`, { description: 'Documents end in .hourglass.json, or are pictures of a graph that were saved here. Drop data files on a Dataset node.', tone: 'bad' });
      }
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, []);
}
