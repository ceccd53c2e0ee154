/** Stages of a run in their order. A document without any is trained as a whole. */
import { defaultsOf } from './fields';
import { nameFree } from './players';
import { stageFields } from './training-fields';
import type { Stage, TrainingSettings } from './types';

type Stages = Pick<TrainingSettings, 'stages'>;

export const stagesOf = ({ stages }: Stages): readonly Stage[] => Object.values(stages).sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));

/** One that is not there yet, behind all others: everybody learns everything. */
export function newStage({ stages }: Stages, wanted = 'Stage 1'): Stage {
  const { id, name } = nameFree(stages, wanted, 'stage');
  const order = (stagesOf({ stages }).at(-1)?.order ?? 0) + 1;
  return { id, name, order, ...defaultsOf(stageFields), players: [], losses: [], frozen: [], copies: [] };
}
