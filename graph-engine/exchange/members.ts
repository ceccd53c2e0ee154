/** The files by which drawings, weights and runs travel: their names, and how large each may be in bytes. */
import { limits } from '../document/limits';

export const MEMBERS = {
  graph: 'graph.hourglass.json',
  weights: 'weights.safetensors',
  /** What the trainers of exported projects write beside the weights that the project came with. */
  trained: 'trained.safetensors',
  metrics: 'metrics.json',
  scores: 'scores.safetensors',
  /** Of a file that is shared: what it holds. */
  manifest: 'hourglass.json',
} as const;

/** More than the parameters of a document and two moments of each; curves are bounded; the manifest names each file of data. */
export const LARGEST: Readonly<Record<string, number>> = {
  [MEMBERS.graph]: limits.text,
  [MEMBERS.weights]: 2 ** 31,
  [MEMBERS.trained]: 2 ** 31,
  [MEMBERS.metrics]: 2 ** 27,
  [MEMBERS.scores]: 2 ** 28,
  [MEMBERS.manifest]: 2 ** 24,
};
/** Of a file of data that is shared, and how many of them an archive takes without the extension for more (APPNOTE.TXT 6.3.10, section 4.4.1.4), with room for the others. */
export const LARGEST_DATA = 2 ** 30;
export const MOST_DATA_FILES = 65_000;
