/** Data files dropped anywhere on the window go to the Dataset node under the pointer, or to the only one there is. */
import { useEffect } from 'react';
import { reportFault } from '@/components/studio-state/messages';
import { canLook } from '@/components/training/use-training';
import { entriesOf } from './drop-entries';

/** Documents are opened by the shell; everything else is taken for data, and refused by name when it is none. Pictures are data where they are dropped on some, and where they are several. */
export const areDocuments = (files: readonly Pick<File, 'name'>[], onData: boolean): boolean =>
  files.every(({ name }) => (onData || files.length > 1 ? /\.json$/i : /\.(json|png|svg)$/i).test(name));

const nodeUnder = (event: DragEvent): string | null =>
  (event.target instanceof Element && event.target.closest('[data-testid^="node-"]')?.getAttribute('data-testid')?.slice('node-'.length)) || null;

const isOverViews = (event: DragEvent): boolean => event.target instanceof Element && event.target.closest('[data-drop="look"]') !== null;

export function useDataDrop(): void {
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const take = (event: DragEvent): void => {
      const files = [...(event.dataTransfer?.files ?? [])];
      // Over the views of a trained model, a file is looked at.
      const [look, under] = [isOverViews(event) && canLook(), nodeUnder(event)];
      if (areDocuments(files, look || under !== null)) return;
      event.preventDefault();
      const entries = entriesOf(event.dataTransfer?.items);
      // What reads files is fetched when there is one.
      import('./drop-data').then(({ dropFiles }) => dropFiles(entries, files, { look, under })).catch(reportFault);
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
