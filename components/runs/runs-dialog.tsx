/** Every training that this browser keeps: a list to sort, name and open from, and two or more side by side. */
'use client';
import { ArrowLeft, GitCompareArrows } from 'lucide-react';
import { useMemo, useState } from 'react';
import { sizeText } from '@/components/data/size-text';
import { StorageTotal } from '@/components/data/storage-total';
import { openDialog, useDocument } from '@/components/studio-state';
import { Button } from '@/components/ui/button';
import { counted } from '@/graph-engine/diagnostics/counted';
import { Modal } from '@/components/ui/modal';
import { toggled } from '@/components/ui/toggled';
import { Compare } from './compare';
import { RunList } from './run-list';
import kept from '@/components/ui/kept-list.module.css';
import { useRuns } from './use-runs';

const close = (): void => openDialog(null);

export function RunsDialog() {
  const { found: runs, problem } = useRuns();
  const document = useDocument(({ id }) => id);
  const [all, setAll] = useState(true);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [comparing, setComparing] = useState(false);
  const shown = useMemo(() => (runs ?? []).filter((run) => all || run.document === document), [runs, all, document]);
  const picked = (runs ?? []).filter(({ run }) => chosen.has(run));
  const isComparing = comparing && picked.length > 1;
  const bytes = (runs ?? []).reduce((sum, run) => sum + (run.bytes ?? 0), 0);
  const footer = isComparing ? (
    <Button onClick={() => setComparing(false)}>
      <ArrowLeft aria-hidden /> All runs
    </Button>
  ) : (
    <>
      <p className={kept.total}>
        {counted(runs?.length ?? 0, 'run')}, {sizeText(bytes)} of weights <StorageTotal />
      </p>
      <Button variant="primary" disabled={picked.length < 2} title={picked.length < 2 ? 'Choose two or more in the list.' : undefined} onClick={() => setComparing(true)}>
        <GitCompareArrows aria-hidden /> Compare {picked.length > 1 ? counted(picked.length, 'run') : ''}
      </Button>
    </>
  );
  return (
    <Modal
      title={isComparing ? 'Runs side by side' : 'Runs'}
      purpose={isComparing ? 'Which is better, curves, figures, and the settings that differ.' : 'Every training is kept here with its document, curves and weights, until you remove it. Choose two or more to compare them.'}
      size="large"
      onClose={close}
      footer={footer}
    >
      {problem !== null && (
        <p role="alert" className={kept.problem}>
          The runs could not be read. {problem}
        </p>
      )}
      {isComparing ? <Compare runs={picked} /> : <RunList runs={runs || problem !== null ? shown : null} chosen={chosen} onChoose={(run) => setChosen((before) => toggled(before, run))} all={all} onAll={setAll} onClose={close} />}
    </Modal>
  );
}
