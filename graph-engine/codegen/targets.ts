/** What a document can be exported as. A new target is a folder and a line here. */
import type { Analysis } from '../analysis/types';
import type { HourglassDocument } from '../document/types';
import { generateTypeScript, type ExportedProject, type ExportOptions } from './typescript';

export interface ExportTarget {
  readonly title: string;
  readonly help: string;
  generate(document: HourglassDocument, analysis: Analysis, options?: ExportOptions): ExportedProject;
}

export const targets = {
  typescript: {
    title: 'TypeScript',
    help: 'A project on TensorFlow.js with model, losses, training loop, data and inference in files of their own.',
    generate: generateTypeScript,
  },
} satisfies Record<string, ExportTarget>;

export type TargetName = keyof typeof targets;

export const targetOf = (name: string): ExportTarget | null => (Object.hasOwn(targets, name) ? targets[name as TargetName] : null);
