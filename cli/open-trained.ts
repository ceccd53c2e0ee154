/** A trained model over the data it is to be looked at with, prepared as the data were that it was trained on. */
import type { Session } from '@/graph-engine/training/session';
import type { DataOptions } from './data';
import { openSession, printRemarks, type BackendOptions } from './open-session';
import type { Output } from './output';
import { withFitted, type Trained } from './with-fitted';

/** @throws Failure, ModelError, DataError */
export async function openTrained(trained: Trained, options: DataOptions & BackendOptions, output: Output): Promise<Session> {
  const session = await openSession(trained, { ...options, asTrained: true }, output);
  session.restoreWeights(await withFitted(trained, options, output));
  printRemarks(session, output);
  return session;
}
