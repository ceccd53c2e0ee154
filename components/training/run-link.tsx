/** Which run of the document this is; leads to all that are kept. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { ChartSpline } from 'lucide-react';
import { openDialog } from '@/components/studio-state/ui-store';
import { Button } from '@/components/ui/button';
import { Tip } from '@/components/ui/tip';
import { metricsLog } from './metrics-log';
import { listRuns, whenRunsChange } from './run-history';
import styles from './training-bar.module.css';

interface Counted {
  readonly number: number;
  readonly runs: number;
}

export function RunLink() {
  const document = useSyncExternalStore(metricsLog.subscribe, () => metricsLog.key?.document ?? null, () => null);
  const run = useSyncExternalStore(metricsLog.subscribe, () => metricsLog.key?.run ?? null, () => null);
  const [counted, setCounted] = useState<Counted | null>(null);
  useEffect(() => {
    let live = true;
    const count = (): void => {
      if (document === null) return setCounted(null);
      listRuns(document).then(
        (infos) => live && setCounted({ number: infos.find((info) => info.run === run)?.number ?? 0, runs: infos.length }),
        // Where nothing can be read, that is told of the curves.
        () => live && setCounted(null),
      );
    };
    count();
    const end = whenRunsChange(count);
    return () => {
      live = false;
      end();
    };
  }, [document, run]);
  if (!counted || counted.runs === 0) return null;
  const { number, runs } = counted;
  return (
    <Tip label={runs > 1 ? 'All runs that are kept: compare, open, train on' : 'This run is kept; the next one will stand beside it'}>
      <Button variant="quiet" size="small" className={styles.runLink} onClick={() => openDialog('runs')}>
        <ChartSpline aria-hidden />
        <span>{number > 0 ? `Run ${number}` : 'Runs'}</span>
        {runs > 1 && <span>· compare</span>}
      </Button>
    </Tip>
  );
}
