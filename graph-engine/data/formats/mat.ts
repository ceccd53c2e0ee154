/** MAT-files of level 5 ("MAT-File Format", The MathWorks), as MATLAB's save writes with -v6 and -v7, SciPy and Octave: plain arrays of numbers. */
import type { DataNote } from '../table';
import { baseName } from './base-name';
import type { ArrayFormat, NamedBytes, NumberArray } from './definition';
import { withFileNotes } from './file-notes';
import { elementAt, MATRIX, unpacked } from './mat-elements';
import { matrixOf } from './mat-matrix';
import { AGAIN, counted, refuse } from './refuse';

const HEADER = 128;
const SAVE = "Save it in MATLAB as save(file, 'x', 'y', '-v7').";

const textOf = (start: Uint8Array): string => String.fromCharCode(...start.subarray(0, 116));
/** Null where the header names neither order. */
function isLittleEndian(start: Uint8Array): boolean | null {
  const mark = String.fromCharCode(start[126] ?? 0, start[127] ?? 0);
  return mark === 'IM' ? true : mark === 'MI' ? false : null;
}
const isHdf = (start: Uint8Array): boolean => /^(MATLAB 7\.3|\x89HDF\r\n)/.test(textOf(start));

async function read({ name: file, bytes }: NamedBytes): Promise<readonly NumberArray[]> {
  if (isHdf(bytes)) refuse(file, 'a MAT-file of level 5', 'one of MATLAB 7.3, which is HDF5', SAVE);
  const littleEndian = isLittleEndian(bytes);
  if (bytes.length < HEADER || littleEndian === null) return refuse(file, `a MAT-file of level 5, which begins with ${HEADER} bytes of text and version`, bytes.length < HEADER ? counted(bytes.length) : 'another beginning', SAVE);
  const version = bytes[littleEndian ? 125 : 124]!;
  if (version !== 1) refuse(file, 'a MAT-file of level 5', `one of version ${version}`, SAVE);

  const notes: DataNote[] = [];
  const arrays: NumberArray[] = [];
  // Objects of MATLAB's classes keep their data in a part without a name, which this field points to.
  const subsystem = Number(new DataView(bytes.buffer, bytes.byteOffset + 116, 8).getBigUint64(0, littleEndian));
  for (let at = HEADER; at < bytes.length; ) {
    const outer = elementAt(bytes, at, littleEndian, file);
    const isSubsystem = at === subsystem;
    at = outer.next;
    if (isSubsystem) continue;
    const element = unpacked(outer, littleEndian, file);
    if (element.type !== MATRIX) refuse(file, 'arrays', `an element of type ${element.type}`, AGAIN);
    if (element.bytes.length === 0) continue;
    const matrix = matrixOf(element, littleEndian, file);
    if ('leftOut' in matrix) notes.push({ text: `${baseName(file)}: ${matrix.name} is left out, since it is ${matrix.leftOut}. Save plain arrays of numbers.` });
    else arrays.push(matrix);
  }
  if (arrays.length > 0) return withFileNotes(arrays, notes);
  return refuse(file, 'plain arrays of numbers', notes.length === 0 ? 'none at all' : `other things alone (${notes[0]!.text.replace(/^.*?: (.*?) is left out, since it is (.*?)\..*$/, '$1: $2')})`, 'Take the numbers out of cells and structs before they are saved.');
}

export const mat: ArrayFormat = {
  id: 'mat',
  title: 'MATLAB file',
  extensions: ['mat'],
  gives: 'arrays',
  recognises: (start) => /^MATLAB [57]\./.test(textOf(start)) || (start[0] !== 0 && start.length >= HEADER && isLittleEndian(start) !== null && (start[124] === 1 || start[125] === 1)),
  read,
};
