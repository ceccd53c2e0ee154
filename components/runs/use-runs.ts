/** The runs that this browser keeps, with the size of their weights: read anew whenever they change, here or while another page was in front. */
import { useCallback, useEffect, useState } from 'react';
import type { KeptBeside } from '@/graph-engine/training/best-or-last';
import { CheckpointError } from '@/graph-engine/training/checkpoints';
import { whenRunsChange, listRuns, type RunInfo } from '@/components/training/run-history';
import { reportFault } from '@/components/studio-state/messages';
import { whyNotKept } from '@/components/storage/why-not-kept';
import { weights } from './run-weights';

export interface KeptRun extends RunInfo {
  /** Of its weights; null where there are none. */
  readonly bytes: number | null;
  /** What it keeps beside the weights that it is opened with. */
  readonly beside: KeptBeside | null;
}
export interface KeptRuns {
  /** The newest first; null until they are read. */
  readonly runs: readonly KeptRun[] | null;
  /** Why they could not be read. */
  readonly problem: string | null;
}

async function read(): Promise<readonly KeptRun[]> {
  const [infos, sizes] = await Promise.all([listRuns(), weights.sizes()]);
  const kept = new Map(sizes.map((one) => [`${one.document} ${one.run}`, one]));
  return infos.map((info) => {
    const { bytes = null, beside = null } = kept.get(`${info.document} ${info.run}`) ?? {};
    return { ...info, bytes, beside };
  });
}

/** Changes that come in quick succession are read once. */
const SETTLE_MS = 150;

export function useRuns(): KeptRuns {
  const [found, setFound] = useState<KeptRuns>({ runs: null, problem: null });
  const refresh = useCallback((): void => {
    read().then(
      (runs) => setFound({ runs, problem: null }),
      (error: unknown) => {
        const reason = error instanceof CheckpointError ? error.message : whyNotKept(error);
        if (reason === null) reportFault(error);
        setFound({ runs: [], problem: reason });
      },
    );
  }, []);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(refresh, SETTLE_MS);
    };
    refresh();
    const end = whenRunsChange(soon);
    addEventListener('focus', soon);
    return () => {
      clearTimeout(timer);
      end();
      removeEventListener('focus', soon);
    };
  }, [refresh]);
  return found;
}
