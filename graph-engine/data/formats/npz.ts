/** Several arrays of NumPy in one file: a zip archive of .npy files, as np.savez and np.savez_compressed write it. */
import type { DataNote } from '../table';
import { baseName } from './base-name';
import { bytesSource } from './source-of-bytes';
import type { ArrayFormat, NamedBytes, NumberArray } from './definition';
import { withFileNotes } from './file-notes';
import { parseNpy } from './npy';
import { NoNumbers } from './npy-type';
import { counted, refuse } from './refuse';
import { KEPT_BYTES, readThinned, thinned, type Thinned } from './thinned-npy';
import { listZip, zip } from './zip';
import { zipLimits } from './zip-directory';
import type { ZipEntry } from './zip-entry';

/** Bytes of all arrays together, as they are kept. */
const MOST_BYTES = 2 ** 31;
/** Of an array that is thinned while it is unpacked, in the file. */
const LARGEST = 2 ** 33;
const isArray = (name: string): boolean => /\.npy$/i.test(name);
const isThinned = ({ size }: ZipEntry): boolean => size > zipLimits.entry;

async function read({ name: file, bytes }: NamedBytes): Promise<readonly NumberArray[]> {
  const notes: DataNote[] = [];
  const entries = await listZip(bytesSource({ name: file, bytes }), (note) => notes.push(note), LARGEST);
  const whole = entries.filter(({ name }) => isArray(name)).reduce((sum, entry) => sum + (isThinned(entry) ? KEPT_BYTES : entry.size), 0);
  if (whole > MOST_BYTES) refuse(file, `at most ${counted(MOST_BYTES)} of arrays`, counted(whole), 'Save fewer items, such as np.savez_compressed("part.npz", x=x[::10]).');
  const arrays: (NumberArray | Thinned)[] = [];
  let without: NoNumbers | null = null;
  for (const entry of entries) {
    if (!isArray(entry.name)) {
      notes.push({ text: `${baseName(file)}: ${entry.name} is no array (.npy), and is left out.` });
      continue;
    }
    const name = entry.name.replace(/\.npy$/i, '');
    const title = `${file}, ${name}`;
    try {
      arrays.push(isThinned(entry) ? await readThinned(entry.pieces(), entry.size, title, name) : parseNpy(await entry.slice(0, entry.size), title, name));
    } catch (error) {
      if (!(error instanceof NoNumbers)) throw error;
      without ??= error;
      notes.push({ text: `${baseName(file)}: ${name} is left out, since it holds ${error.found}. ${error.cure}` });
    }
  }
  if (arrays.length > 0) return withFileNotes(alike(arrays, file, notes), notes);
  throw without ?? refuse(file, 'arrays of NumPy (.npy) in the archive', entries.length === 0 ? 'an empty one' : `${entries.length.toLocaleString('en')} other files`, 'Write it with np.savez_compressed(file, x=array).');
}

/** Where one array was thinned, those with as many items keep the same of theirs. */
function alike(arrays: readonly (NumberArray | Thinned)[], file: string, notes: DataNote[]): readonly NumberArray[] {
  const steps = new Map<number, number>();
  for (const read of arrays) {
    if (!('step' in read)) continue;
    steps.set(read.count, read.step);
    notes.push({ text: `${baseName(file)}: of the ${read.count.toLocaleString('en')} items of ${read.array.name}, which are more than memory should hold, each ${read.step}th is read. To choose others, save them alone: np.savez_compressed("part.npz", x=x[::10]).` });
  }
  return arrays.map((read) => {
    if ('step' in read) return read.array;
    const step = steps.get(read.shape[0] ?? -1);
    return step ? thinned(read, step) : read;
  });
}

/** The first file of an archive has its name after a header of 30 bytes. */
const beginsWithArray = (start: Uint8Array): boolean => {
  const name = start.subarray(30, 30 + (start[26] ?? 0) + 256 * (start[27] ?? 0));
  return isArray(String.fromCharCode(...name.subarray(0, 512)));
};

export const npz: ArrayFormat = {
  id: 'npz',
  title: 'NumPy arrays (npz)',
  extensions: ['npz'],
  gives: 'arrays',
  recognises: (start, name) => zip.recognises(start, name) && (/\.npz$/i.test(name) || beginsWithArray(start)),
  read,
};
