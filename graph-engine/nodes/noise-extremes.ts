/** Values of pepper and of salt; two standard deviations where the data have no bounds. */
import type { DataRange } from '../document/port-type';

export const extremes: Record<DataRange, readonly [number, number]> = { binary: [0, 1], unit: [0, 1], signed: [-1, 1], standardised: [-2, 2], real: [-2, 2] };
