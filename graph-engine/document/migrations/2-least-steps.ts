/** Version 3: the least steps of a run and the patience of early stopping, which older files do without. */
import { isJsonRecord, type Migration } from './definition';

export const leastSteps: Migration = {
  name: 'least-steps',
  from: 2,
  up: (file) => ({
    ...file,
    training: isJsonRecord(file['training']) ? { minSteps: 0, patience: 0, ...file['training'] } : file['training'],
  }),
};
