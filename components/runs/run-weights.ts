import { BrowserCheckpoints } from '@/components/training/browser-checkpoints';

/** The weights of all runs. */
export const weights = new BrowserCheckpoints();
