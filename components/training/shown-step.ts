/**
 * The last step that was shown of a run, written down at once and forgotten when its weights are kept: after a reload it tells
 * how much of the run was lost, or that nothing was.
 */
import type { Restored } from '@/graph-engine/training/protocol';
import type { RunKey } from './run-key';

/** Steps that were shown and could not be restored; `run` says whether what was restored is of the same run. */
export interface Lost {
  readonly steps: number;
  readonly sameRun: boolean;
}

const nameOf = (document: string): string => `hourglass-shown-${document}`;

function read(document: string): { readonly run: string; readonly step: number } | null {
  const [run, step] = localStorage.getItem(nameOf(document))?.split(' ') ?? [];
  return run !== undefined && step !== undefined ? { run, step: Number(step) } : null;
}

export const forgetShown = (document: string): void => localStorage.removeItem(nameOf(document));

export const shownStep = {
  note({ document, run }: RunKey, step: number): void {
    try {
      localStorage.setItem(nameOf(document), `${run} ${step}`);
    } catch (error) {
      // A full store: what is told after a reload is then less than it could be.
      if (!(error instanceof DOMException)) throw error;
    }
  },
  /** The weights of that step are kept. */
  kept({ document, run }: RunKey, step: number): void {
    const shown = read(document);
    if (shown?.run !== run || shown.step <= step) localStorage.removeItem(nameOf(document));
  },
  /** What was shown of the document and is not in what was restored; told once. */
  lost(document: string, restored: Restored | null): Lost | null {
    const shown = read(document);
    localStorage.removeItem(nameOf(document));
    if (!shown) return null;
    const sameRun = shown.run === restored?.run;
    const steps = sameRun ? shown.step - restored.step : shown.step;
    return steps > 0 ? { steps, sameRun } : null;
  },
};
