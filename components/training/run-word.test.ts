import { expect, it } from 'vitest';
import { getTraining, runWord, type TrainingState } from './use-training';

it('has one word for what the button of the bar and the entry of the menu do', () => {
  const word = (changed: Partial<TrainingState>, step = 7): string => runWord({ ...getTraining(), progress: { ...getTraining().progress!, step }, ...changed });
  expect([word({}, 0), word({ run: 'paused' }), word({ run: 'done' }), word({ run: 'running' }), word({ run: 'running', stepping: true }), word({ run: 'done', outdated: true })]).toEqual(['Train', 'Resume', 'Train on', 'Pause', 'Resume', 'Train']);
});
