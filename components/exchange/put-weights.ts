/** Puts weights into the model of the open document, with all that going on needs, and looks at those that are there. */
import type { Checkpoint } from '@/graph-engine/training/checkpoints';
import { getStudio } from '@/components/studio-state/use-studio';
import { tablesOf, trainer } from '@/components/training/controller';
import { keptWeights } from '@/components/training/kept-weights';
import { writerOf } from '@/components/storage/writer';

/** Those of the open document; null where there are none. */
export async function presentWeights(): Promise<Checkpoint | null> {
  await trainer.settled();
  const { document } = getStudio();
  return trainer.opened?.document.id === document.id ? (await trainer.snapshot()).checkpoint : keptWeights.load(document.id);
}

/** Where the data are not there yet, the weights wait in the browser until they are. False where the model refused them, and then nothing has changed. */
export async function putWeights(checkpoint: Checkpoint | null): Promise<boolean> {
  const { document } = getStudio();
  const found = tablesOf(document);
  if (checkpoint === null) {
    await keptWeights.point(document.id, null, writerOf(document.id) ?? null);
    await trainer.close();
    return 'missing' in found || trainer.open(document, found.tables, false);
  }
  if ('tables' in found) return trainer.openWith(document, found.tables, checkpoint);
  await keptWeights.save(document.id, checkpoint, writerOf(document.id) ?? null);
  return true;
}
