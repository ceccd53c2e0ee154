/** The runs that this browser keeps, with the size of their weights. */
import type { KeptBeside } from '@/graph-engine/training/best-or-last';
import { whenRunsChange, listRuns, type RunInfo } from '@/components/training/run-history';
import { keptWeights } from '@/components/training/kept-weights';
import { useKept } from '@/components/storage/use-kept';

export interface KeptRun extends RunInfo {
  /** Of its weights; null where there are none. */
  readonly bytes: number | null;
  /** What it keeps beside the weights that it is opened with. */
  readonly beside: KeptBeside | null;
}

async function read(): Promise<readonly KeptRun[]> {
  const [infos, sizes] = await Promise.all([listRuns(), keptWeights.sizes()]);
  const kept = new Map(sizes.map((one) => [`${one.document} ${one.run}`, one]));
  return infos.map((info) => {
    const { bytes = null, beside = null } = kept.get(`${info.document} ${info.run}`) ?? {};
    return { ...info, bytes, beside };
  });
}

/** The newest first. */
export const useRuns = () => useKept(read, whenRunsChange);
