/** Asks for a file to open or insert; what reads it is fetched when there is one. */
import { reportFault } from '@/components/studio-state/messages';

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
export const openFileDialog = (): void => choose('.json,application/json,.zip,.safetensors,.png,.svg', async (file) => (await import('./open-file')).openFile(file));
export const insertFileDialog = (): void => choose('.json,application/json', async (file) => (await import('./open-file')).insertFile(file));
