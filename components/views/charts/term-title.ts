import { figureWords } from '@/graph-engine/program/figures';

/** A term of the loss as the title of a chart: `Reconstruction`, `KL`. */
export function termTitle(term: string): string {
  const words = figureWords(term);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
