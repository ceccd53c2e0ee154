/** Which Dataset node's items are looked at. */
import { createStore } from 'zustand/vanilla';

export const browserStore = createStore<{ readonly node: string | null }>(() => ({ node: null }));
export const openBrowser = (node: string): void => browserStore.setState({ node });
export const closeBrowser = (): void => browserStore.setState({ node: null });
