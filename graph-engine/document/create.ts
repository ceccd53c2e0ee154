/** An empty document with the usual training settings. */
import { freeze } from 'immer';
import { defaultsOf } from './fields';
import { newId } from './ids';
import { firstPlayer } from './players';
import { scheduleFields, trainingFields } from './training-fields';
import type { HourglassDocument, TrainingSettings } from './types';
import { currentVersion } from './version';

export const defaultTraining: TrainingSettings = freeze(
  {
    ...defaultsOf(trainingFields),
    schedule: defaultsOf(scheduleFields),
    players: { [firstPlayer.id]: firstPlayer },
    stages: {},
  },
  true,
);

export function createDocument(options: { readonly name?: string; readonly id?: string } = {}): HourglassDocument {
  return freeze(
    {
      format: 'hourglass',
      version: currentVersion,
      id: options.id ?? newId('document'),
      name: options.name ?? 'Untitled',
      nodes: {},
      wires: {},
      frames: {},
      notes: {},
      training: defaultTraining,
    },
    true,
  );
}
