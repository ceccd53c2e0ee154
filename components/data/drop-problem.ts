/** What was wrong with the last files given to a Dataset node; shown there until other files are taken, or other data is chosen. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { getStudio, useDocument } from '@/components/studio-state/use-studio';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { sourceOf } from './data-source';

interface Problem {
  readonly text: string;
  /** Of the data that the node asked for when the files were given. */
  readonly key: string | null;
}
const problemStore = createStore<Readonly<Record<string, Problem>>>(() => ({}));
const keyOf = (document: HourglassDocument, node: string): string | null => sourceOf(document, node)?.key ?? null;

export const setDropProblem = (node: string, text: string | null): void =>
  problemStore.setState((problems) => {
    const { [node]: _, ...rest } = problems;
    return text ? { ...rest, [node]: { text, key: keyOf(getStudio().document, node) } } : rest;
  }, true);

export function useDropProblem(node: string): string | null {
  const key = useDocument((document) => keyOf(document, node));
  return useStore(problemStore, ({ [node]: problem }) => (problem?.key === key ? problem.text : null));
}
