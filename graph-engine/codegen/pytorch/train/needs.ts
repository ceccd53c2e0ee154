/** What a document asks of `train.py`. What it does not ask for is not written: the file reads as one that was made for this model. */
import { mainPlayer } from '../../../document/players';
import type { PlayerId } from '../../../document/types';
import { labelsAlone } from '../../../inspect/learned-labels';
import { isGame } from '../../../program/is-game';
import { settledAt } from '../../../program/settled';
import type { Modules } from '../../program/modules';
import { readsLabelFiles, tellsSome } from '../data';
import type { LossesText } from '../losses';
import type { ModelText } from '../model';
import { learnersOf, learnsAlone } from './learners';
import type { StagesText } from './stages';

export interface Needs {
  /** There is one player, who is not called by a name. */
  readonly alone: boolean;
  /** The run has stages. */
  readonly staged: boolean;
  /** Some gradients are of no loss. */
  readonly pulls: boolean;
  /** The model has statistics that follow what passes, and whether they follow values of the pass. */
  readonly follows: boolean;
  readonly followsValues: boolean;
  /** Something is told beside the losses. */
  readonly tellsMetrics: boolean;
  /** An update may take several batches. */
  readonly accumulates: boolean;
  /** The model is judged and saved as an average of its weights. */
  readonly averages: boolean;
  /** A Dataset tells the labels of some items alone. */
  readonly tells: boolean;
  /** Somebody makes several updates in a step. */
  readonly updates: boolean;
  /** The gradient of somebody is clipped. */
  readonly clips: boolean;
  /** The learning rate changes, or something counts its updates. */
  readonly scheduled: boolean;
  /** Items are held out. */
  readonly holdsOut: boolean;
  /** A held-out loss that falls no more ends the run, from this step on. */
  readonly stops: boolean;
  readonly settled: number;
  /** A run takes more epochs where these are too few steps; 0 where it does not. */
  readonly minSteps: number;
  /** The model, or the losses of one who is alone, move with the step. */
  readonly modelSteps: boolean;
  readonly lossSteps: boolean;
  /** The losses of one who is alone read weights of the model. */
  readonly lossModel: boolean;
  /** Codes are drawn, or noise is added, in training. */
  readonly samples: boolean;
  /** There is one Dataset. */
  readonly oneSource: boolean;
  /** Labels lie in a file of their own. */
  readonly labelFiles: boolean;
  /** The last to learn in a step, whose loss the run is about. */
  readonly main: PlayerId;
}

export function needsOf(modules: Modules, model: ModelText, losses: LossesText, stages: StagesText | null): Needs {
  const { document, terms, parts } = modules;
  const { training } = document;
  const { builder } = modules.united.of.train;
  const learners = learnersOf(modules);
  const staged = stages !== null;
  const isJudged = !isGame(document, builder) && terms.some(({ player }) => player === mainPlayer(training).id);
  const holdsOut = training.validationSplit > 0;
  const alone = learnsAlone(modules);
  const averages = training.averageDecay > 0;
  return {
    alone,
    staged,
    pulls: model.pulls.length > 0,
    follows: model.follows,
    followsValues: model.followsValues,
    tellsMetrics: modules.metrics.length > 0,
    accumulates: training.accumulate > 1,
    averages,
    tells: parts.some((part) => part.isDataset && tellsSome(part)) && (staged || labelsAlone(document, modules.analysis, terms.map(({ node }) => node)).size > 0),
    updates: learners.some(({ updates }) => updates > 1),
    clips: learners.some(({ clipNorm }) => clipNorm > 0),
    scheduled: training.schedule.kind !== 'constant' || (averages && !alone),
    holdsOut,
    stops: training.patience > 0 && holdsOut && (stages ? stages.stops : isJudged),
    settled: settledAt(builder.inputs),
    minSteps: staged ? 0 : training.minSteps,
    modelSteps: model.usesStep,
    lossSteps: losses.given.includes('step'),
    lossModel: losses.given.includes('model'),
    samples: model.usesSample,
    oneSource: parts.filter(({ isDataset }) => isDataset).length === 1,
    labelFiles: readsLabelFiles(modules),
    main: learners.at(-1)!.id,
  };
}
