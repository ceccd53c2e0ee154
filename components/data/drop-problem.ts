/** What was wrong with the last files given to a Dataset node; shown at the node until other files are taken. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

const problemStore = createStore<Readonly<Record<string, string>>>(() => ({}));

export const setDropProblem = (node: string, problem: string | null): void =>
  problemStore.setState((problems) => {
    const { [node]: _, ...rest } = problems;
    return problem ? { ...rest, [node]: problem } : rest;
  }, true);
export const useDropProblem = (node: string): string | null => useStore(problemStore, (problems) => problems[node] ?? null);
