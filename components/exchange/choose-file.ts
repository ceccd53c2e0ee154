/** Asks for a file to open or insert; what reads it is fetched when there is one. */
import { chooseFiles } from '@/components/studio-state/choose-files';

export const openFileDialog = (): void => chooseFiles({ accept: '.json,application/json,.zip,.safetensors,.png,.svg' }, async ([file]) => (await import('./open-file')).openFile(file));
export const insertFileDialog = (): void => chooseFiles({ accept: '.json,application/json' }, async ([file]) => (await import('./open-file')).insertFile(file));
