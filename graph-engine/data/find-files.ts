/** Which of many files are of the kind that is looked for, from the beginning of each, before any is read whole. */
import { DataError } from './data-error';
import type { ByteSource } from './formats/definition';
import { fileKind } from './formats/file-kind';

export interface FoundFiles<T> {
  readonly found: readonly T[];
  /** Files that are none, with what they are. */
  readonly others: readonly { readonly name: string; readonly kind: string }[];
  /** What is wrong with those that cannot be read. */
  readonly errors: readonly DataError[];
}
/** As many bytes tell any kind of file. */
const TELLING = 512;

/**
 * `recognise` gets the first `beginning` bytes of a file, and gives null where it is of another kind. `step` is called before each file.
 * @throws the reason of an abort from `step`
 */
export async function findFiles<T>(files: readonly ByteSource[], beginning: number, recognise: (source: ByteSource, start: Uint8Array) => Promise<T | null>, step: () => void): Promise<FoundFiles<T>> {
  const found: T[] = [];
  const others: { name: string; kind: string }[] = [];
  const errors: DataError[] = [];
  for (const source of files) {
    step();
    try {
      const start = await source.slice(0, Math.min(source.size, beginning));
      const one = await recognise(source, start);
      if (one) found.push(one);
      else others.push({ name: source.name, kind: fileKind(start.subarray(0, TELLING), source.name)?.found ?? 'a file of an unknown kind' });
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      errors.push(error);
    }
  }
  return { found, others, errors };
}
