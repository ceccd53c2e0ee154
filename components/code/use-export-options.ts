/** What goes along with the code where the model in the worker is the one that is drawn: its weights, and what it computes for a few items. */
import { useEffect, useState } from 'react';
import type { ExportOptions } from '@/graph-engine/codegen/program/target';
import { trainer } from '@/components/training/controller';
import { isBusy, stepsTaken, useTraining } from '@/components/training/use-training';
import { reportFault } from '@/components/studio-state/messages';
import { useDocument } from '@/components/studio-state/use-studio';
import { useExportState } from './export-weights';

const NONE: ExportOptions = {};

/** While a run is under way, those of before it stay. */
export function useExportOptions(): ExportOptions {
  const state = useExportState();
  const id = useDocument((document) => document.id);
  const step = useTraining((training) => (isBusy(training) ? null : stepsTaken(training)));
  const [found, setFound] = useState<{ readonly options: ExportOptions; readonly of: string } | null>(null);
  useEffect(() => {
    if (state !== 'trained' || step === null) return;
    let live = true;
    trainer
      .weights(true)
      .then(({ bytes, check }) => {
        if (live) setFound({ options: { weights: bytes, ...(check && { check }) }, of: id });
      })
      .catch(reportFault);
    return () => {
      live = false;
    };
  }, [state, id, step]);
  return state === 'trained' && found?.of === id ? found.options : NONE;
}
