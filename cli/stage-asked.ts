/** One stage of a run that is asked for by its name. */
import { stagesOf } from '@/graph-engine/document/stages';
import type { HourglassDocument, Stage } from '@/graph-engine/document/types';
import type { Session } from '@/graph-engine/training/session';
import { Failure } from './failure';
import type { Output } from './output';

/** @throws Failure that says which there are. */
export function stageCalled({ training }: HourglassDocument, name: string, place: string): Stage {
  const stages = stagesOf(training);
  const found = stages.find((stage) => stage.name === name) ?? stages.find(({ id }) => id === name);
  if (found) return found;
  const named = stages.map((stage) => `“${stage.name}”`).join(', ');
  throw new Failure(stages.length > 0 ? `There is no stage “${name}” in ${place}. Expected ${named}.` : `There is no stage “${name}” in ${place}, which is trained as a whole. Add stages in the studio, or leave --stage out.`);
}

/** Enters it with the weights that there are, unless the run stands in the middle of it. Gives the step that it ends with. */
export async function enterStage(session: Session, { id, name }: Stage, output: Output): Promise<number> {
  const isWithin = session.stageId === id && session.step > 0 && !session.isStageOver;
  if (!isWithin) await session.goToStage(id);
  output.note(`${isWithin ? 'Going on with' : 'Beginning'} the stage “${name}” after step ${session.step}, until step ${session.stageEnd}.`, 'run.stage');
  return session.stageEnd;
}
