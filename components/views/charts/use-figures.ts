/** The figures of the open document with their units: as the worker tells them, or, while no model is open, from the drawing. */
import { useMemo } from 'react';
import type { Figure } from '@/graph-engine/program/figures';
import { figuresOf } from '@/graph-engine/program/figures-of';
import { useAnalysis, useDocument } from '@/components/studio-state/use-studio';
import { useTraining } from '@/components/training/use-training';

const none: readonly Figure[] = [];

export function useFigures(): readonly Figure[] {
  const told = useTraining(({ model }) => model?.figures ?? null);
  const document = useDocument((open) => (told ? null : open));
  const analysis = useAnalysis((of) => (told ? null : of));
  return useMemo(() => {
    if (told) return told;
    // A graph with faults has no program.
    return document && analysis && analysis.sound ? figuresOf(document, analysis) : none;
  }, [told, document, analysis]);
}
