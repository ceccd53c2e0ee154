/** A trained model over the data it is to be looked at with, prepared as the data were that it was trained on. */
import { basename } from 'node:path';
import { readParams } from '@/graph-engine/document/fields';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { nodeOf } from '@/graph-engine/nodes/registry';
import type { Weights } from '@/graph-engine/runtime/device';
import { findDataset } from '@/datasets/registry';
import { dataNodes } from '@/graph-engine/training/feed';
import type { Session } from '@/graph-engine/training/session';
import { SessionData } from '@/graph-engine/training/session-data';
import { loadData, type DataOptions } from './data';
import { Failure } from './failure';
import { openSession, printRemarks, type BackendOptions } from './open-session';
import type { Output } from './output';

/** Whether the file that was named is the one that the document says it was trained on. */
const isOwn = (document: HourglassDocument, { data, items }: DataOptions): boolean =>
  data !== undefined && !items && dataNodes(document).some(({ params: { source, fileName } }) => source === 'idx' && typeof fileName === 'string' && basename(fileName) === basename(data));
const areGenerated = (document: HourglassDocument): boolean =>
  dataNodes(document).every((node) => {
    const { source } = readParams(nodeOf(node.kind)!.fields, node.params) as { readonly source: string };
    return findDataset(source)?.generate !== undefined;
  });

/** For weights that were written before they held what their data were prepared with: fits it on the document's own data, where those can be had. */
async function fitAgain(session: Session, document: HourglassDocument, options: DataOptions, missing: readonly string[], output: Output): Promise<void> {
  const note = `The weights do not hold what their data were prepared with (${missing[0]}); it is fitted again, on`;
  if (isOwn(document, options)) return output.note(`${note} the training items of this file, which the document names as its own.`);
  if (!areGenerated(document)) {
    throw new Failure(`The weights do not hold what their data were prepared with (${missing[0]}), and the file they were trained on is not here to fit it again. Train on with that file once: \`hourglass train FOLDER --data FILE --out FOLDER\`.`);
  }
  const { data } = await loadData(document, {});
  session.data.adopt(new SessionData(document, session.analysis, data, session.seed).fitted());
  output.note(`${note} the training items of the document's own data.`);
}

/** @throws Failure, ModelError, DataError */
export async function openTrained(document: HourglassDocument, weights: ReadonlyMap<string, Weights>, options: DataOptions & BackendOptions, output: Output): Promise<Session> {
  const session = await openSession(document, options, output);
  const missing = session.restoreWeights(weights);
  if (missing.length > 0) await fitAgain(session, document, options, missing, output);
  printRemarks(session, output);
  return session;
}
