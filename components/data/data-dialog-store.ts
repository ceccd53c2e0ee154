/** Which Dataset node the data dialog is open for. */
import { createStore } from 'zustand/vanilla';

export const dataDialogStore = createStore<{ readonly node: string | null }>(() => ({ node: null }));
export const openDataDialog = (node: string): void => dataDialogStore.setState({ node });
export const closeDataDialog = (): void => dataDialogStore.setState({ node: null });
