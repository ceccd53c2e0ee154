/** Several arrays of NumPy in one file: a zip archive of .npy files, as np.savez and np.savez_compressed write it. */
import type { DataNote } from '../table';
import { baseName } from './base-name';
import { sourceOfBytes } from './bytes-source';
import type { ArrayFormat, NamedBytes, NumberArray } from './definition';
import { parseNpy } from './npy';
import { NoNumbers } from './npy-type';
import { withFileNotes } from './file-notes';
import { counted, refuse } from './refuse';
import { zip } from './zip';

/** Bytes of all arrays together. */
export const MOST_BYTES = 2 ** 31;
const isArray = (name: string): boolean => /\.npy$/i.test(name);

async function read({ name: file, bytes }: NamedBytes): Promise<readonly NumberArray[]> {
  const notes: DataNote[] = [];
  const entries = await zip.list(sourceOfBytes({ name: file, bytes }), (note) => notes.push(note));
  const whole = entries.filter(({ name }) => isArray(name)).reduce((sum, { size }) => sum + size, 0);
  if (whole > MOST_BYTES) refuse(file, `at most ${counted(MOST_BYTES)} of arrays`, counted(whole), 'Save fewer items, such as np.savez_compressed("part.npz", x=x[::10]).');
  const arrays: NumberArray[] = [];
  let without: NoNumbers | null = null;
  for (const entry of entries) {
    if (!isArray(entry.name)) {
      notes.push({ text: `${baseName(file)}: ${entry.name} is no array (.npy), and is left out.` });
      continue;
    }
    const name = entry.name.replace(/\.npy$/i, '');
    try {
      arrays.push(parseNpy(await entry.slice(0, entry.size), `${file}, ${name}`, name));
    } catch (error) {
      if (!(error instanceof NoNumbers)) throw error;
      without ??= error;
      notes.push({ text: `${baseName(file)}: ${name} is left out, since it holds ${error.found}. ${error.cure}` });
    }
  }
  if (arrays.length > 0) return withFileNotes(arrays, notes);
  throw without ?? refuse(file, 'arrays of NumPy (.npy) in the archive', entries.length === 0 ? 'an empty one' : `${entries.length.toLocaleString('en')} other files`, 'Write it with np.savez_compressed(file, x=array).');
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
