/** What the user is asked about files before they become the data of a Dataset. */
import { createStore } from 'zustand/vanilla';
import type { ColumnSettings } from '@/graph-engine/data/columns/settings';
import type { FileReading } from '@/graph-engine/data/file-reading';
import type { SoundOptions } from '@/graph-engine/data/sounds/options';
import type { ArraysThere, DataTable } from '@/graph-engine/data/table';
import type { TextReading } from '@/graph-engine/data/text/reading';
import type { ParamValue } from '@/graph-engine/document/types';
import type { Scanned } from '../read-protocol';

interface Asked {
  readonly node: string;
  readonly name: string;
  readonly reading: FileReading;
  /** What was wrong with the last answer. */
  readonly problem: string | null;
}
export interface TableQuestion extends Asked {
  readonly kind: 'table';
  readonly scanned: Scanned;
}
export interface PictureQuestion extends Asked {
  readonly kind: 'pictures';
  readonly table: DataTable;
}
export interface ArrayQuestion extends Asked {
  readonly kind: 'arrays';
  readonly table: DataTable;
  readonly there: ArraysThere;
}
export interface TextQuestion extends Asked {
  readonly kind: 'text';
  readonly table: DataTable;
  /** How it was read, with what was guessed. */
  readonly text: TextReading;
}
export interface SoundQuestion extends Asked {
  readonly kind: 'sounds';
  readonly table: DataTable;
  /** How they were read, what was guessed included. */
  readonly chosen: SoundOptions;
}
export type Question = TableQuestion | PictureQuestion | ArrayQuestion | TextQuestion | SoundQuestion;

/** Take it as it is said here. */
export interface Use {
  readonly kind: 'use';
  /** Of a table. */
  readonly columns: readonly ColumnSettings[];
  /** How the items are dealt out: parameters of the Dataset. */
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly validation: number | null;
}
export type Answer = Use | { readonly kind: 'again'; readonly reading: FileReading } | { readonly kind: 'leave' };

interface Wizard {
  readonly question: Question | null;
  /** Files that are read: how far that is, from 0 to 1, while nothing is asked. */
  readonly busy: { readonly name: string; readonly share: number } | null;
}
export const wizardStore = createStore<Wizard>(() => ({ question: null, busy: null }));

let resolve: (answer: Answer) => void = () => undefined;
let abort: AbortController | null = null;

export function askUser(question: Question): Promise<Answer> {
  wizardStore.setState({ question, busy: null });
  return new Promise((answered) => {
    resolve = answered;
  });
}
/** Of the form. While files are read, leaving breaks that off. */
export function answer(given: Answer): void {
  const { question, busy } = wizardStore.getState();
  if (busy) return given.kind === 'leave' ? abort?.abort(new DOMException('Cancelled', 'AbortError')) : undefined;
  if (!question) return;
  if (given.kind !== 'leave') wizardStore.setState({ busy: { name: question.name, share: 0 } });
  resolve(given);
}
/** From here to `endReading`, files of that name are read; what was begun before is broken off. */
export function beginReading(name: string): AbortController {
  abort?.abort(new DOMException('Cancelled', 'AbortError'));
  resolve({ kind: 'leave' });
  abort = new AbortController();
  wizardStore.setState({ question: null, busy: { name, share: 0 } });
  return abort;
}
export const tellShare = (share: number): void => wizardStore.setState(({ busy }) => (busy ? { busy: { ...busy, share } } : {}));
export function endReading(mine: AbortController): void {
  if (abort !== mine) return;
  abort = null;
  wizardStore.setState({ question: null, busy: null });
}
