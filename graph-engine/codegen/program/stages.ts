/** The stages of a document as a project runs them: who learns something in each, which terms count, and whether a held-out loss can end it. */
import { activeDocument } from '../../analysis/active';
import type { Analysis } from '../../analysis/types';
import { mainPlayer } from '../../document/players';
import { stagesOf } from '../../document/stages';
import type { HourglassDocument, NodeId, PlayerId, Stage } from '../../document/types';
import { labelsAlone } from '../../inspect/learned-labels';
import { isGame } from '../../program/is-game';
import { lower, weightOwner } from '../../program/lower';
import { removeUnused } from '../../program/passes/remove-unused';
import { settledAt } from '../../program/settled';
import { silentIn, staged } from '../../program/staged';
import { learners } from '../../program/train-step';

export interface StagePart {
  readonly stage: Stage;
  /** Who has something to make small or to follow, in the order of their turns. */
  readonly players: readonly PlayerId[];
  /** Nodes whose terms count; null where all do. */
  readonly counted: ReadonlySet<NodeId> | null;
  /** Nodes that hold weights which stay as they are meanwhile. */
  readonly frozen: readonly NodeId[];
  /** Nothing but labels is learned, so that items without one are passed over. */
  readonly labelsAlone: boolean;
  /** A held-out loss tells when it is enough: that of the main player, unless somebody works against another. */
  readonly isJudged: boolean;
  /** The step of the stage before which its loss still changes its meaning. */
  readonly settledAt: number;
}

/** None where the document is trained as a whole. */
export const stageParts = (drawn: HourglassDocument, analysis: Analysis): readonly StagePart[] => partsOf(activeDocument(drawn), analysis);
const partsOf = (document: HourglassDocument, analysis: Analysis): readonly StagePart[] =>
  stagesOf(document.training).map((stage) => {
    const inside = staged(document, stage);
    const lowered = lower(inside, analysis, { batch: 2, mode: 'train', silent: silentIn(document, stage) });
    const players = learners(inside, lowered).map(({ id }) => id);
    const program = removeUnused({ ...lowered.finish(), terms: lowered.terms.filter(({ player }) => players.includes(player)) });
    const holders = new Set(lowered.parameters.map(({ name }) => name.split('/')[0]!));
    return {
      stage,
      players,
      counted: stage.losses.length === 0 ? null : new Set(stage.losses),
      frozen: stage.frozen.filter((id) => holders.has(id) && document.nodes[id] && weightOwner(document, id).id === id),
      labelsAlone: labelsAlone(inside, analysis, program.terms.map(({ origin }) => origin.node)).size > 0,
      isJudged: !isGame(document, program) && program.terms.some(({ player }) => player === mainPlayer(inside.training).id),
      settledAt: settledAt(program.inputs),
    };
  });
