/** Data files dropped anywhere on the window go to the Dataset node under the pointer, or to the only one there is. */
import { useEffect } from 'react';
import { reportFault } from '@/components/studio-state/messages';
import { canLook } from '@/components/training/use-training';

/** Documents are opened by the shell; everything else is taken for data, and refused by name when it is none. */
const isDocument = (file: File): boolean => /\.(json|png|svg)$/i.test(file.name);

const nodeUnder = (event: DragEvent): string | null =>
  (event.target instanceof Element && event.target.closest('[data-testid^="node-"]')?.getAttribute('data-testid')?.slice('node-'.length)) || null;

const isOverViews = (event: DragEvent): boolean => event.target instanceof Element && event.target.closest('[data-drop="look"]') !== null;

export function useFileDrop(): void {
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const take = (event: DragEvent): void => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.every(isDocument)) return;
      event.preventDefault();
      // Over the views of a trained model, a file is looked at.
      const [look, under] = [isOverViews(event) && canLook(), nodeUnder(event)];
      // What reads files is fetched when there is one.
      import('./drop-data').then(({ dropData, lookAt }) => (look ? lookAt(files) : dropData(files, under))).catch(reportFault);
    };
    window.addEventListener('dragover', over);
    // Before the shell's own listener, which takes what is left for documents.
    window.addEventListener('drop', take, true);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', take, true);
    };
  }, []);
}
