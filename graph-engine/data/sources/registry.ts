/** Every source of data, in the order of the gallery. A new one is a new file and a line here. */
import { cells } from './cells';
import { connections } from './connections';
import { creditCard } from './credit-card';
import type { DatasetDefinition } from './definition';
import { digitOutlines } from './digit-outlines';
import { digits } from './digits';
import { faces } from './faces';
import { dsprites } from './dsprites';
import { fashionMnist } from './fashion-mnist';
import { file } from './file';
import { kddCup99 } from './kdd-cup-99';
import { mnist } from './mnist';
import { nslKdd } from './nsl-kdd';
import { oddFaces } from './odd-faces';
import { patterns } from './patterns';
import { paysim } from './paysim';
import { sentences } from './sentences';
import { sprites } from './sprites';
import { syllables } from './syllables';
import { transactions } from './transactions';
import { wdbc } from './wdbc';

export const datasets = {
  digits,
  'digit-outlines': digitOutlines,
  patterns,
  sprites,
  sentences,
  faces,
  'odd-faces': oddFaces,
  syllables,
  transactions,
  connections,
  cells,
  mnist,
  'fashion-mnist': fashionMnist,
  wdbc,
  'kdd-cup-99': kddCup99,
  'nsl-kdd': nslKdd,
  'credit-card': creditCard,
  paysim,
  dsprites,
  file,
} as const satisfies Record<string, DatasetDefinition>;

export type DatasetId = keyof typeof datasets;

export const datasetList: readonly DatasetDefinition[] = Object.values(datasets);

/** The data set of that id; undefined when there is none. */
export const findDataset = (id: string): DatasetDefinition | undefined => datasetList.find((definition) => definition.id === id);
