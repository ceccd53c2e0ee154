/** Every source of data, in the order of the gallery. A new one is a new file and a line here. */
import type { DatasetDefinition } from './definition';
import { digits } from './digits';
import { fashionMnist } from './fashion-mnist';
import { idx } from './idx';
import { mnist } from './mnist';
import { patterns } from './patterns';
import { sprites } from './sprites';

export const datasets = {
  digits,
  patterns,
  sprites,
  mnist,
  'fashion-mnist': fashionMnist,
  idx,
} as const satisfies Record<string, DatasetDefinition>;

export type DatasetId = keyof typeof datasets;

export const datasetList: readonly DatasetDefinition[] = Object.values(datasets);

/** The data set of that id; undefined when there is none. */
export const findDataset = (id: string): DatasetDefinition | undefined => datasetList.find((definition) => definition.id === id);
