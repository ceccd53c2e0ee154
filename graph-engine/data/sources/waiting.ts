/** Sets that no Dataset can take yet: what comes in files that are not read so far. They move to the registry as they are. */
import type { DatasetDefinition } from './definition';
import { dsprites } from './dsprites';

export const waitingSets = { dsprites } as const satisfies Record<string, DatasetDefinition>;

export const waitingList: readonly DatasetDefinition[] = Object.values(waitingSets);
