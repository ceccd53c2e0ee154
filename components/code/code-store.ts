/** What the code panel shows, kept while it is closed or moved: the chosen file, and the code that the present one is compared with. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { WrittenProject } from './project';

/** The code before the edits that it is compared with. */
export interface Baseline {
  /** Of the document and the target. */
  readonly of: string;
  readonly texts: ReadonlyMap<string, string>;
}
export interface CodeState {
  readonly path: string;
  readonly comparing: boolean;
  readonly baseline: Baseline | null;
}

export const codeStore = createStore<CodeState>()(() => ({ path: '', comparing: false, baseline: null }));
export const setCode = (patch: Partial<CodeState>): void => codeStore.setState(patch);
export const useCode = <T>(selector: (state: CodeState) => T): T => useStore(codeStore, selector);

export const textsOf = ({ files }: WrittenProject): ReadonlyMap<string, string> => new Map(files.flatMap((file) => ('text' in file ? [[file.path, file.text] as const] : [])));

/** Files whose text is another one than in the baseline, those that are new or gone among them. */
export function changedFiles(baseline: Baseline | null, project: WrittenProject): readonly string[] {
  if (!baseline) return [];
  const now = textsOf(project);
  return [...new Set([...now.keys(), ...baseline.texts.keys()])].filter((path) => now.get(path) !== baseline.texts.get(path));
}
