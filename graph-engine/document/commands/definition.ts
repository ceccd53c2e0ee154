/** A command: one named edit of the document. Its inverse is derived from what it changed. */
import type { Draft } from 'immer';
import type { z } from 'zod/mini';
import type { KindCatalogue } from '../catalogue';
import type { IdGenerator } from '../ids';
import type { Refusal } from '../refusal';
import type { HourglassDocument } from '../types';

export type { Refusal } from '../refusal';

export type DocumentDraft = Draft<HourglassDocument>;

export interface CommandContext {
  readonly catalogue: KindCatalogue;
  /** An id that is free in the document. */
  readonly newId: IdGenerator;
}

export interface Command<S extends z.ZodMiniType = z.ZodMiniType> {
  readonly name: string;
  /** For menus and the command palette. */
  readonly title: string;
  readonly schema: S;
  /** For the history list; `document` is the one before the edit. */
  label(args: z.output<S>, document: HourglassDocument, catalogue: KindCatalogue): string;
  /** Changes the draft, or refuses; what it changed before it refuses is dropped. */
  apply(draft: DocumentDraft, args: z.output<S>, context: CommandContext): Refusal | void;
  /** Edits with equal keys that follow each other become one step of the history. */
  mergeKey?(args: z.output<S>): string;
}

export const defineCommand = <S extends z.ZodMiniType>(command: Command<S>): Command<S> => command;
