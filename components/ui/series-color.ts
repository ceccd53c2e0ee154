/** The colour of a curve by its order, as a token of the styles; after the last the first comes again. */
export const seriesToken = (order: number): string => `--series-${(order % 6) + 1}`;
export const seriesColor = (order: number): string => `var(${seriesToken(order)})`;
