/** An empty document with the usual training settings. */
import { freeze } from 'immer';
import { defaultsOf } from './fields';
import { newId } from './ids';
import { optimizerFields, scheduleFields, trainingFields } from './training-fields';
import type { HourglassDocument, TrainingSettings } from './types';
import { currentVersion } from './version';

export const defaultTraining: TrainingSettings = freeze(
  {
    ...defaultsOf(trainingFields),
    optimizer: defaultsOf(optimizerFields),
    criticOptimizer: defaultsOf(optimizerFields),
    schedule: defaultsOf(scheduleFields),
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
