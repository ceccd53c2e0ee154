import { defineCode } from './emit';

/** A Dataset is a part of the batch that `data.ts` reads. */
export const datasetCode = defineCode(({ name }) => ({ value: () => name, ports: { data: '' } }));
