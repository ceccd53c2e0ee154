/** Every baseline of a reconstruction, in the order of the table: the first that fits is the one to beat. A new one is a file and a line here. */
import type { Baseline, BaselineSubject } from './definition';
import { kMeans } from './k-means';
import { mean } from './mean';
import { noisyInput } from './noisy-input';
import { pca } from './pca';
import { pcaSigns } from './pca-signs';

const all: readonly Baseline[] = [pcaSigns, pca, kMeans, noisyInput, mean];

export const baselinesOf = (subject: BaselineSubject): readonly Baseline[] => all.filter((baseline) => baseline.title(subject) !== null);
