/** What kind of numbers an array of NumPy says it holds; what is no number is refused by its name. */
import type { NumberType } from './byte-order';
import { DataError } from '../data-error';
import type { PythonValue } from './python-literal';

/** An array that is whole, but holds no numbers: of several in a file, it is left out. */
export class NoNumbers extends DataError {
  /** `Python objects (pickled), which are never opened` */
  constructor(file: string, readonly found: string, readonly cure: string) {
    super(`${file}: expected an array of numbers, and found one of ${found}. ${cure}`);
  }
}

const known: ReadonlySet<string> = new Set(['b1', 'u1', 'u2', 'u4', 'u8', 'i1', 'i2', 'i4', 'i8', 'f2', 'f4', 'f8']);
const others: Readonly<Record<string, readonly [found: string, cure: string]>> = {
  O: ['Python objects (pickled), which are never opened', 'Save numbers alone: np.save(file, array.astype("float32"), allow_pickle=False).'],
  c: ['complex numbers', 'Save their real and imaginary parts or their size, such as np.abs(array).'],
  f: ['floats of more than 64 bits', 'Save array.astype("float64").'],
  S: ['texts', 'Number the classes: np.unique(array, return_inverse=True)[1].'],
  U: ['texts', 'Number the classes: np.unique(array, return_inverse=True)[1].'],
  T: ['texts', 'Number the classes: np.unique(array, return_inverse=True)[1].'],
  M: ['dates', 'Save array.astype("int64").'],
  m: ['spans of time', 'Save array.astype("int64").'],
  V: ['raw bytes or records', 'Save each field as an array of numbers of its own.'],
};

/** `descr` of a header, such as `<f4`. @throws NoNumbers */
export function numberTypeOf(descr: PythonValue | undefined, file: string): { readonly type: NumberType; readonly littleEndian: boolean } {
  if (Array.isArray(descr)) throw new NoNumbers(file, 'records with several fields', 'Save each field as an array of its own, or numpy.lib.recfunctions.structured_to_unstructured(array).');
  const parts = typeof descr === 'string' ? /^([<>|=]?)([A-Za-z]\d*)/.exec(descr) : null;
  if (parts && known.has(parts[2]!) && parts[0].length === (descr as string).length) return { type: parts[2] as NumberType, littleEndian: parts[1] !== '>' };
  const other = parts && others[parts[2]![0]!];
  const printed = typeof descr === 'string' ? descr.slice(0, 40) : 'no type';
  throw other ? new NoNumbers(file, `${other[0]} (${printed})`, other[1]) : new NoNumbers(file, `an unknown type (${printed})`, 'Save array.astype("float32").');
}
