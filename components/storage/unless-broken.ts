/** For what can be done without the browser's store: what is read or deleted there, or else `otherwise`, where it is full, broken or forbidden. */
import { CheckpointError } from '@/graph-engine/training/checkpoints';
import { whyNotKept } from './why-not-kept';

export async function unlessBroken<T>(work: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof CheckpointError) && whyNotKept(error) === null) throw error;
    return otherwise;
  }
}
