/** Keeps a picture of held-out items and what comes back of them with the run that rests. */
import { stripPng } from '@/graph-engine/exchange/shared/strip-png';
import { sayOfShown, trainer } from './controller';
import { metricsLog } from './metrics-log';
import { sameRun } from './run-key';

const SHOWN = 10;

export async function keepPicture(): Promise<void> {
  const { key } = metricsLog;
  // A model that was closed meanwhile has none, and a worker that died tells elsewhere.
  const found = await trainer.view({ kind: 'reconstructions', count: SHOWN, own: true }).catch(() => null);
  if (found?.kind !== 'reconstructions' || !sameRun(key, metricsLog.key)) return;
  const picture = stripPng([found.input, ...(found.corrupted ? [found.corrupted] : []), found.output]);
  if (picture) sayOfShown({ picture });
}
