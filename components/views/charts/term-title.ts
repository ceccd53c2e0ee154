/** A term of the loss as the title of a chart: `Reconstruction`, `KL`. */
export const termTitle = (term: string): string => (term.length <= 2 ? term.toUpperCase() : term.charAt(0).toUpperCase() + term.slice(1));
