/** The file that was refused last, and why; shown by the dialog `refused`. */
import { createStore } from 'zustand/vanilla';
import type { Problem } from '@/graph-engine/document/integrity';
import { openDialog } from '@/components/studio-state/ui-store';

interface Refused {
  readonly file: string;
  readonly problems: readonly Problem[];
}
export const refusedStore = createStore<Refused>(() => ({ file: '', problems: [] }));

export function showRefused(file: string, problems: readonly Problem[]): void {
  refusedStore.setState({ file, problems });
  openDialog('refused');
}
