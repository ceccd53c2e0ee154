/** Weights with what their data were prepared with, also where an older version wrote them without it. */
import { basename } from 'node:path';
import { analyseUncured } from '@/graph-engine/analysis/look';
import { itemPreparation } from '@/graph-engine/data/item-preparation';
import { findFitted, namedFitted } from '@/graph-engine/data/fitted-names';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { dataSettingsOf } from '@/graph-engine/nodes/data-settings';
import type { Weights } from '@/graph-engine/runtime/device';
import { dataNodes } from '@/graph-engine/training/feed';
import { SessionData } from '@/graph-engine/training/session-data';
import { areAtHand } from './brought-data';
import { loadData, type DataOptions, type Drawing } from './data';
import { Failure } from './failure';
import type { Output } from './output';

type Named = ReadonlyMap<string, Weights>;
export interface Trained extends Drawing {
  readonly weights: Named;
}

/** Whether the file that was named is the one that the document says it was trained on. */
const isOwn = (document: HourglassDocument, { data, items }: DataOptions): boolean =>
  data !== undefined && !items && dataNodes(document).some(({ params: { source, fileName } }) => source === 'file' && typeof fileName === 'string' && basename(fileName) === basename(data));

/** Fits it on the training items of the data that the weights were trained on. @throws Failure where those cannot be had. */
async function fitAgain({ document, brought }: Drawing, options: DataOptions, missing: string, output: Output): Promise<Named> {
  const own = isOwn(document, options);
  if (!own && !areAtHand(document, brought)) {
    throw new Failure(`The weights do not hold what their data were prepared with (${missing}), and the file they were trained on is not named here, to fit it again. Train on with that file once: \`hourglass train FOLDER --data FILE --out FOLDER\`.`);
  }
  const loaded = await loadData(document, own ? options : {}, brought);
  output.note(`The weights do not hold what their data were prepared with (${missing}); it is fitted again, on the training items of ${own ? 'this file, which the document names as its own' : "the document's own data"}.`, 'data.fitted-again');
  return new SessionData(loaded.document, analyseUncured(loaded.document), loaded.data, document.training.seed).fitted();
}

/** `document`: as it was trained. @throws Failure */
export async function withFitted({ weights, ...drawing }: Trained, options: DataOptions, output: Output): Promise<Named> {
  const { document } = drawing;
  const { nodes } = analyseUncured(document);
  const assumed = new Map<string, Weights>();
  let missing: string | null = null;
  for (const node of dataNodes(document)) {
    const preparation = itemPreparation(dataSettingsOf(node));
    const found = findFitted(weights, node.id, preparation, nodes[node.id]?.types['data']?.shape ?? []);
    if ('fitted' in found) continue;
    const known = preparation.assumed;
    if (known) for (const [name, tensor] of namedFitted(node.id, preparation, known)) assumed.set(name, tensor);
    else missing ??= found.missing;
  }
  const fitted = missing === null ? new Map<string, Weights>() : await fitAgain(drawing, options, missing, output);
  return new Map([...fitted, ...assumed, ...weights]);
}
