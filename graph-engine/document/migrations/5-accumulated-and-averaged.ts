/** Version 6: batches of an update, and the decay of averaged weights, which older files do without. */
import { isJsonRecord, type Migration } from './definition';

export const accumulatedAndAveraged: Migration = {
  name: 'accumulated-and-averaged',
  from: 5,
  up: (file) => ({
    ...file,
    training: isJsonRecord(file['training']) ? { accumulate: 1, averageDecay: 0, ...file['training'] } : file['training'],
  }),
};
