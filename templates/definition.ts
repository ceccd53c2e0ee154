import type { HourglassDocument } from '@/graph-engine/document/types';
import type { Lesson } from './lesson';
import type { Target } from './target';

/** What a template is for, to find it by. */
export const tags = ['compress', 'generate', 'restore', 'discrete code', 'adversarial', 'anomalies', 'few labels', 'stages', 'tables'] as const;
export type Tag = (typeof tags)[number];

/** A system of the lecture, ready to train. */
export interface TemplateDefinition {
  readonly id: string;
  readonly title: string;
  /** What it is, in one paragraph. */
  readonly paragraph: string;
  /** What to look for while it trains. */
  readonly lookFor: string;
  readonly source: string;
  readonly tags: readonly Tag[];
  /** What to do and to see with it; its last steps change it. */
  readonly lesson: Lesson;
  /** What its objective reaches after its own training, with any seed, on items that it was not trained on: on data of its own, and on others of their kind. */
  readonly target: Target;
  /** What its own training may take on two processors, where half a minute is not enough. */
  readonly seconds?: number;
  /** The id of a template that it outdoes by the same objective, with every seed. */
  readonly outdoes?: string;
  /** A new document each time. */
  create(): HourglassDocument;
}
