/** What a file that is no text is shown as: facts about it, and tables of what is in it. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
export interface Preview {
  /** One sentence: what kind of file it is. */
  readonly about: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly tables: readonly Table[];
}
/** Null for bytes that are no file of this kind. */
export type Describe = (bytes: Uint8Array) => Preview | null;

export const printShape = (shape: readonly (number | string)[]): string => `[${shape.join(', ')}]`;
export const countOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);
export const printCount = (count: number): string => count.toLocaleString('en');
