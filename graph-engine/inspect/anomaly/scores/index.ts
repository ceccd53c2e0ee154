/** Every score, in the order of the list that one is chosen from. A new one is a file and a line here. */
import { codeDistance } from './code-distance';
import type { Answers, Score } from './definition';
import { error } from './error';
import { evidence } from './evidence';
import { weightedError } from './weighted-error';

export const scores: readonly Score[] = [error, weightedError, evidence, codeDistance];

/** The one that a model was trained for: of a variational autoencoder its bound, else the error. */
export const usualScore = (answers: Answers): Score => (evidence.fits(answers) ? evidence : error);

/** @throws `internal:` where there is none */
export function scoreCalled(id: string): Score {
  const found = scores.find((score) => score.id === id);
  if (!found) throw new Error(`internal: there is no score “${id}”`);
  return found;
}
