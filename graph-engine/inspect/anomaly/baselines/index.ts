/** Every baseline, in the order of the table. A new one is a file and a line here. */
import type { Baseline } from './definition';
import { isolationForest } from './isolation-forest';
import { knn } from './knn';
import { none } from './none';
import { pca } from './pca';

export const baselines: readonly Baseline[] = [none, pca, isolationForest, knn];
