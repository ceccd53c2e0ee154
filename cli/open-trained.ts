/** A trained model over the data it is to be looked at with, prepared as the data were that it was trained on. */
import type { HourglassDocument } from '@/graph-engine/document/types';
import type { Weights } from '@/graph-engine/runtime/device';
import type { Session } from '@/graph-engine/training/session';
import type { DataOptions } from './data';
import { openSession, printRemarks, type BackendOptions } from './open-session';
import type { Output } from './output';
import { withFitted } from './with-fitted';

/** @throws Failure, ModelError, DataError */
export async function openTrained(document: HourglassDocument, weights: ReadonlyMap<string, Weights>, options: DataOptions & BackendOptions, output: Output): Promise<Session> {
  const session = await openSession(document, { ...options, brought: true }, output);
  session.restoreWeights(await withFitted(document, weights, options, output));
  printRemarks(session, output);
  return session;
}
