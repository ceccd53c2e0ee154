/** A run that goes on with other settings than it was trained with so far. Fetched when a run goes on. */
import type { HourglassDocument } from '@/graph-engine/document/types';
import { tellSettings } from '@/graph-engine/inspect/tell-difference';
import { unlessBroken } from '@/components/storage/unless-broken';
import { notify } from '@/components/studio-state/messages';
import { listRuns } from './run-history';
import { sameRun, type RunKey } from './run-key';

export async function tellOtherSettings(key: RunKey, drawn: HourglassDocument): Promise<void> {
  const info = (await unlessBroken(listRuns(key.document), [])).find((one) => sameRun(one, key));
  const settings = info?.about ? tellSettings(info.about.document, drawn) : '';
  if (settings !== '') notify(`Run ${info!.number || ''} goes on with other settings`.replace('  ', ' '), { description: `${settings}. To train with them from the first step, start over.` });
}
