/** Weights without a drawing: one file in the safetensors format, of whatever program. */
import { DataError } from '../../data/data-error';
import type { ByteSource } from '../../data/formats/definition';
import { safetensors } from '../../data/formats/safetensors-arrays';
import { startOf, type Bag } from '../bag';
import { LARGEST, MEMBERS } from '../members';
import { readTensors } from '../read-tensors';
import { runOf } from '../run-files';
import type { IncomingKind } from './definition';

/** A lone file by what it holds; of many, which may be a hundred thousand pictures, by their names. */
async function tensorFiles({ files }: Bag): Promise<readonly (readonly [string, ByteSource])[]> {
  const named = [...files].filter(([path]) => /\.safetensors$/i.test(path));
  const [only] = files;
  if (named.length > 0 || !only || files.size > 1) return named;
  return safetensors.recognises(await startOf(only[1]), only[0]) ? [only] : [];
}

export const tensors: IncomingKind = {
  id: 'tensors',
  recognises: async (bag) => (await tensorFiles(bag)).length > 0,
  async read(bag) {
    const found = await tensorFiles(bag);
    const [path, source] = found[0]!;
    if (found.length > 1) throw new DataError(`${bag.name}: expected one file of weights, and found ${found.length} (${found.slice(0, 3).map(([one]) => one).join(', ')}). Give one of them.`);
    if (source.size > LARGEST[MEMBERS.weights]!) throw new DataError(`${path}: expected at most ${LARGEST[MEMBERS.weights]!.toLocaleString('en')} bytes, and found ${source.size.toLocaleString('en')}.`);
    const weights = await readTensors(path, await source.slice(0, source.size));
    return { name: path, title: 'a file of weights', drawing: null, weights, run: runOf(weights, null), scores: null, shared: null, notes: weights.notes };
  },
};
