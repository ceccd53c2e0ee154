/** Tells that the browser could not keep or read something, where that is no fault of ours. */
import { notify, reportFault } from '@/components/studio-state/messages';
import { CheckpointError } from '@/graph-engine/training/checkpoints';
import { whyNotKept } from '@/components/storage/why-not-kept';

export function reportStore(error: unknown): void {
  const reason = error instanceof CheckpointError ? error.message : whyNotKept(error);
  if (reason === null) reportFault(error);
  else notify('This browser could not do that.', { description: reason, tone: 'bad' });
}
