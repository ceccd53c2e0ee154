/**
 * The bounds of a log-variance. A network may give any number, and the exponential of one above 88 overflows: one item of unusual size would end a run. Two
 * softplus keep it between the bounds, smoothly, and change it by less than a thousandth where codes lie in practice (Chua et al. 2018, appendix A.1).
 */
import type { Tensor } from '../program/builder';
import { defineFunction } from '../functions/define-function';

/** Standard deviations from 0.00005 to 148, for codes that are held near 1. */
export const logVarianceBounds = { low: -20, high: 10 } as const;
const { low, high } = logVarianceBounds;

/** high − softplus(high − (low + softplus(x − low))) */
export const boundLogVariance = defineFunction(
  { name: 'boundLogVariance', help: `Keeps a log-variance softly between ${low} and ${high}, so that its exponential never overflows`, source: 'Chua et al. 2018, appendix A.1' },
  ['x'],
  (b, x: Tensor) => {
    const above = b.add(b.softplus(b.sub(x, low)), low);
    return b.sub(high, b.softplus(b.sub(high, above)));
  },
);
