/** The drawing of what came in, with the weights that lie beside it. */
import { catalogue } from '../../catalogue';
import { DataError } from '../../data/data-error';
import { openBytes } from '../../document/open';
import type { FittedScores } from '../../training/anomaly/score-rows';
import { memberOf, type Bag } from '../bag';
import { MEMBERS } from '../members';
import { readTensors, type ReadTensors } from '../read-tensors';
import { belongTo, recordIn, runOf } from '../run-files';
import { DrawingError, type Incoming } from './definition';

async function tensorsAt(bag: Bag, path: string): Promise<ReadTensors | null> {
  const bytes = await memberOf(bag, path);
  return bytes && readTensors(`${bag.name}/${path}`, bytes);
}
/** What a trainer of an exported project wrote comes before what the project was exported with, and what this program has trained since comes before both. */
async function weightsOf(bag: Bag): Promise<{ readonly weights: ReadTensors | null; readonly notes: readonly string[] }> {
  const weights = await tensorsAt(bag, MEMBERS.weights);
  if (weights && recordIn(weights.metadata)) return { weights, notes: [] };
  const trained = await tensorsAt(bag, MEMBERS.trained);
  if (!trained || !weights) return { weights: trained ?? weights, notes: [] };
  return { weights: trained, notes: [`The weights are those of ${MEMBERS.trained}, which the project's own training wrote; ${MEMBERS.weights} holds those that it was exported with.`] };
}
/** Null where they cannot be read: they are fitted again. */
async function scoresOf(bag: Bag, weights: ReadTensors): Promise<FittedScores | null> {
  if (!bag.files.has(MEMBERS.scores)) return null;
  try {
    const found = await tensorsAt(bag, MEMBERS.scores);
    return found && belongTo(found.metadata, weights.metadata) ? found.tensors : null;
  } catch (error) {
    if (error instanceof DataError) return null;
    throw error;
  }
}

export const holdsDrawing = ({ files }: Bag): boolean => files.has(MEMBERS.graph);

/** @throws DataError, DrawingError */
export async function readDrawing(bag: Bag, title: string): Promise<Incoming> {
  const opened = openBytes((await memberOf(bag, MEMBERS.graph))!, catalogue);
  if (!opened.ok) throw new DrawingError(`${bag.name}/${MEMBERS.graph}`, opened.problems);
  const { weights, notes } = await weightsOf(bag);
  return {
    name: bag.name,
    title,
    drawing: opened,
    weights,
    run: weights && runOf(weights, await memberOf(bag, MEMBERS.metrics)),
    scores: weights && (await scoresOf(bag, weights)),
    shared: null,
    notes: [...notes, ...(weights?.notes ?? [])],
  };
}
