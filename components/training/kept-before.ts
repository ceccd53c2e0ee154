/** Starting over leaves a run: says that it is kept, and leads to it. Fetched then. */
import { counted } from '@/graph-engine/diagnostics/counted';
import { unlessBroken } from '@/components/storage/unless-broken';
import { notify } from '@/components/studio-state/messages';
import { openDialog } from '@/components/studio-state/ui-store';
import { keptWeights } from './kept-weights';
import { listRuns } from './run-history';
import { sameRun, type RunKey } from './run-key';

/** Says nothing of a run that is not kept: that this browser, or this tab, keeps none is told elsewhere. */
export async function tellKeptBefore(key: RunKey): Promise<void> {
  const [runs, weights] = await unlessBroken(Promise.all([listRuns(key.document), keptWeights.sizes()]), [[], []]);
  const info = runs.find((one) => sameRun(one, key));
  if (!info) return;
  const isWhole = weights.some((one) => sameRun(one, key));
  const description = `${counted(info.steps, 'step')}, ${isWhole ? 'with its weights' : 'without its weights'}.`;
  notify(`Run ${info.number} is kept in Runs`, { description, action: { label: 'Show runs', run: () => openDialog('runs') } });
}
