/** Sets that no Dataset can take yet, in the order of the gallery: tables of columns, and what comes in files that are not read so far. They move to the registry as they are. */
import { cells } from './cells';
import { connections } from './connections';
import { creditCard } from './credit-card';
import type { DatasetDefinition } from './definition';
import { dsprites } from './dsprites';
import { kddCup99 } from './kdd-cup-99';
import { nslKdd } from './nsl-kdd';
import { paysim } from './paysim';
import { transactions } from './transactions';
import { wdbc } from './wdbc';

export const waitingSets = {
  transactions,
  connections,
  cells,
  wdbc,
  'kdd-cup-99': kddCup99,
  'nsl-kdd': nslKdd,
  'credit-card': creditCard,
  paysim,
  dsprites,
} as const satisfies Record<string, DatasetDefinition>;

export const waitingList: readonly DatasetDefinition[] = Object.values(waitingSets);
