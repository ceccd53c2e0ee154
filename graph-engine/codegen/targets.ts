/** What a document can be exported as: the only list, which the command line, the code panel, the download and the docs follow. A new target is a folder and a line here. */
import type { ExportTarget } from './program/target';

export const targets = {
  typescript: {
    title: 'TypeScript',
    help: 'A project on TensorFlow.js with model, losses, training loop, data and inference in files of their own.',
    extension: '.ts',
    next: (hasWeights) => `npm install && npm run ${hasWeights ? 'infer' : 'train'}`,
    load: async () => (await import('./typescript')).generateTypeScript,
  },
} satisfies Record<string, ExportTarget>;

export type TargetName = keyof typeof targets;

export const targetOf = (name: string): ExportTarget | null => (Object.hasOwn(targets, name) ? targets[name as TargetName] : null);
