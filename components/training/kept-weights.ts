/** The weights of all runs, as the page reads and writes them; the worker has its own way to them. */
import { BrowserCheckpoints } from './browser-checkpoints';

export const keptWeights = new BrowserCheckpoints();
