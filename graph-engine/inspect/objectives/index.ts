/** Every objective; the first that fits a document is its own, so that the more special stand first. A new one is a file and a line here. */
import { anomalies } from './anomalies';
import { clustering } from './clustering';
import { compression } from './compression';
import type { Objective, ObjectiveSubject } from './definition';
import { denoising } from './denoising';
import { disentanglement } from './disentanglement';
import { evidence } from './evidence';
import { fewLabels } from './few-labels';
import { hiddenTokens } from './hidden-tokens';
import { loss } from './loss';
import { patterns } from './patterns';
import { priorMatch } from './prior-match';
import { quantisation } from './quantisation';
import { translation } from './translation';

export const objectives: readonly Objective[] = [anomalies, hiddenTokens, translation, fewLabels, priorMatch, clustering, denoising, disentanglement, patterns, quantisation, evidence, compression, loss];

export const objectiveOf = (subject: ObjectiveSubject): Objective => objectives.find((objective) => objective.fits(subject))!;

/** @throws `internal:` where there is none. */
export function objectiveCalled(name: string): Objective {
  const found = objectives.find((objective) => objective.name === name);
  if (!found) throw new Error(`internal: there is no objective “${name}”`);
  return found;
}
