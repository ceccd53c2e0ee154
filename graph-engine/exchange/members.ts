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

/** More than the parameters of a document and two moments of each; curves are bounded. */
export const LARGEST: Readonly<Record<string, number>> = {
  [MEMBERS.graph]: limits.text,
  [MEMBERS.weights]: 2 ** 31,
  [MEMBERS.trained]: 2 ** 31,
  [MEMBERS.metrics]: 2 ** 27,
  [MEMBERS.scores]: 2 ** 28,
  [MEMBERS.manifest]: 2 ** 20,
};
