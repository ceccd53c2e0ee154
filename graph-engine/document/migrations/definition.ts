/**
 * A step from one file version to the next. It must accept damaged files: what it does not recognise stays as it is, and the
 * schema refuses it later. It uses no constants of the current version, which will change.
 */
export type JsonRecord = Readonly<Record<string, unknown>>;

export interface Migration {
  readonly name: string;
  /** Leads from this version to the next. */
  readonly from: number;
  up(file: JsonRecord): JsonRecord;
}

export const isJsonRecord = (value: unknown): value is JsonRecord => typeof value === 'object' && value !== null && !Array.isArray(value);
