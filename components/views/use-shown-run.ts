/** Whose curves are shown: those of the run under way, or of an earlier run of the open document. */
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { reportStore } from '@/components/persistence/report-store';
import { useDocument } from '@/components/studio-state/use-studio';
import { MetricsLog, metricsLog } from '@/components/training/metrics-log';
import type { RunKey } from '@/components/training/run-key';
import { listRuns, loadRun, type RunInfo } from '@/components/training/run-history';

export interface ShownRun {
  readonly log: MetricsLog;
  /** Earlier runs of the document, the newest first. */
  readonly earlier: readonly RunInfo[];
  /** The earlier run that was chosen; null for the run under way. */
  readonly chosen: string | null;
  choose(run: string | null): void;
  /** Looks again which runs there are. */
  refresh(): void;
}

async function read(key: RunKey): Promise<MetricsLog> {
  const log = new MetricsLog();
  log.begin(key, await loadRun(key));
  return log;
}

export function useShownRun(): ShownRun {
  const document = useDocument(({ id }) => id);
  const current = useSyncExternalStore(metricsLog.subscribe, () => metricsLog.key?.run ?? null, () => null);
  const [runs, setRuns] = useState<readonly RunInfo[]>([]);
  const [old, setOld] = useState<MetricsLog | null>(null);
  const refresh = useCallback((): void => void listRuns(document).then(setRuns).catch(reportStore), [document]);
  useEffect(() => {
    // Another document, or a run that begins: its own curves are what is looked for.
    setOld(null);
    refresh();
  }, [refresh, current]);
  // Of a model that is not open, such as one whose data are not here, the last run is shown.
  const last = current === null ? runs.find((info) => info.document === document)?.run : undefined;
  useEffect(() => {
    if (last === undefined) return;
    let live = true;
    read({ document, run: last }).then((log) => live && setOld(log), reportStore);
    return () => {
      live = false;
    };
  }, [document, last]);
  const earlier = runs.filter((info) => info.document === document && info.run !== current);
  const choose = (run: string | null): void => {
    if (run === null) return setOld(null);
    read({ document, run }).then(setOld).catch(reportStore);
  };
  return { log: old ?? metricsLog, earlier, chosen: old?.key?.run ?? null, choose, refresh };
}
