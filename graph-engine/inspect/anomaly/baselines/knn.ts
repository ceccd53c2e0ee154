import { distancesToNearest } from '../../nearest-distances';
import { demandRows, demandWidth, tensorOf, type Baseline } from './definition';
import { drawRows } from './draw-rows';

const NEIGHBOURS = 5;
/** Training rows that are kept: distances to all of 100,000 would take minutes. */
const KEPT = 2000;

/** The largest of the five distances, as PyOD has it by default, and not their mean. A training row is one of its own neighbours, at distance 0. */
export const knn: Baseline = {
  id: 'knn',
  title: 'Nearest neighbours',
  help: `The distance to the ${NEIGHBOURS}th nearest of the training rows (of ${KEPT.toLocaleString('en')} drawn from them where there are more).`,
  fit(training, { seed }) {
    demandRows(training);
    const { count, width, values } = drawRows(training, KEPT, seed);
    return { rows: { shape: [count, width], data: values.slice() } };
  },
  score(fitted, rows) {
    const { shape, data } = tensorOf(fitted, 'rows');
    demandWidth(shape[1]!, rows);
    return distancesToNearest(rows.values, data, rows.width, NEIGHBOURS);
  },
};
