/** The one sentence that every reader of a file refuses it with. */
import { DataError } from '../data-error';

/** `name` is the file, or the file and what lies in it. */
export function refuse(name: string, expected: string, found: string, cure: string): never {
  throw new DataError(`${name}: expected ${expected}, and found ${found}. ${cure}`);
}

export const counted = (bytes: number): string => (bytes <= Number.MAX_SAFE_INTEGER ? `${bytes.toLocaleString('en')} bytes` : `${bytes.toPrecision(2)} bytes`);
/** `3 × 28 × 28`; an array of no dimension holds one number. */
export const printShape = (shape: readonly number[]): string => (shape.length === 0 ? 'one number' : shape.join(' × '));
export const AGAIN = 'It is cut off or damaged: download or copy it again.';
