/** `stopping.ts`: the end of a training whose held-out loss falls no more. */
import type { Analysis } from '../../../analysis/types';
import { mainPlayer } from '../../../document/players';
import { isGame } from '../../../program/is-game';
import { lower } from '../../../program/lower';
import { settledAt } from '../../../program/settled';
import type { Project } from '../project';
import { Source } from '../../program/source';
import { unitsOf } from '../../program/units';
import { validatesOf } from './data/dealing';
import type { StagesFile } from './stages';

/** Null where the studio stops no run and no stage early: without patience, without held-out items, and in a game, which has no loss that falls. */
export function stoppingFile(project: Project, analysis: Analysis, stages: StagesFile | null): Source | null {
  const { document } = project;
  const { patience } = document.training;
  const lowered = lower(document, analysis, { batch: 1, mode: 'train' });
  const isJudged = !isGame(document, lowered) && lowered.terms.some(({ player }) => player === mainPlayer(document.training).id);
  if (patience === 0 || !validatesOf(project) || (stages ? stages.stops === 'none' : !isJudged)) return null;
  const from = stages ? 0 : settledAt(lowered.inputs);
  const given = stages?.settles === true;
  const unit = unitsOf(project.modules).some(({ player }) => player === mainPlayer(document.training).id);
  return new Source('src/stopping.ts').add(`/**
 * Early stopping (Prechelt 1998): training ends when the held-out loss has had no new best for some
 * checks, and the weights of the best check are kept.
 */
import * as tf from '@tensorflow/tfjs';
${unit ? "import { units } from './losses.ts';\n" : ''}import type { NamedWeight } from './ops.ts';

/** Checks without a new best before training ends. */
const patience = ${patience};
/** Steps between two checks at least. */
const checkSteps = 100;${from > 0 ? `\n/** Before, a weight or a temperature still changes what the loss means. */\nconst settledAt = ${from};` : ''}

export class EarlyStopping {
  private readonly weights: NamedWeight[];${given ? '\n  /** Before this step, a weight or a temperature still changes what the loss means. */\n  private readonly settledAt: number;' : ''}
  private best: { step: number; loss: number; values: tf.Tensor[] } | null = null;
  private checkedAt = 0;
  private sinceBest = 0;

  constructor(weights: NamedWeight[]${given ? ', settledAt = 0' : ''}) {
    this.weights = weights;${given ? '\n    this.settledAt = settledAt;' : ''}
  }

  /** Looks at the held-out loss after \`step\` steps, the last of all or not. */
  check(step: number, loss: number, isLast: boolean): void {
${from > 0 || given ? `    if (step < ${given ? 'this.' : ''}settledAt) return;\n` : ''}    if (!isLast && this.best && step - this.checkedAt < checkSteps) return;
    this.checkedAt = step;
    if (Number.isFinite(loss) && (!this.best || loss < this.best.loss)) {
      if (this.best) tf.dispose(this.best.values);
      const values = this.weights.map(([, variable]) => variable.clone());
      this.best = { step, loss, values };
      this.sinceBest = 0;
    } else this.sinceBest++;
  }
  get isOver(): boolean {
    return this.best !== null && this.sinceBest >= patience;
  }

  /** Puts the weights of the best check back, and says which these are. */
  keepBest(): string {
    if (!this.best) return '';
    const { step, loss, values } = this.best;
    this.weights.forEach(([, variable], i) => variable.assign(values[i]!));
    ${unit ? 'const lowest = `${loss.toPrecision(5)} ${units.get(\'loss\')}`;\n    return `the held-out loss was lowest after step ${step} (${lowest}), whose weights are kept`;' : 'return `the held-out loss was lowest after step ${step} (${loss.toPrecision(5)}), whose weights are kept`;'}
  }
}`);
}
