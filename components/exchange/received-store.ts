/** The shared file that was opened last. */
import { createStore } from 'zustand/vanilla';
import type { Incoming } from '@/graph-engine/exchange/incoming/definition';

export const receivedStore = createStore<{ readonly incoming: Incoming | null }>(() => ({ incoming: null }));
