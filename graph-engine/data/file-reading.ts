/** What a document says of how its file is read, beyond its columns; kept as text in one parameter of the Dataset. */
import type { ReadOptions, TableOptions } from './formats/definition';
import { isTextOptions, type TextOptions } from './text/reading';
import { optionsFault, type PictureOptions } from './pictures/options';
import { soundFault, type SoundOptions } from './sounds/options';

export interface FileReading extends ReadOptions {
  readonly table?: TableOptions;
  readonly pictures?: PictureOptions;
  readonly sounds?: SoundOptions;
  /** Of a text that is read as tokens. */
  readonly text?: TextOptions;
}
const read = new Map<string, FileReading | null>();

/** Null where the text is none of ours. */
export function parseReading(text: string): FileReading | null {
  if (text === '') return {};
  const known = read.get(text);
  if (known !== undefined) return known;
  if (read.size > 100) read.clear();
  const parsed = parse(text);
  read.set(text, parsed);
  return parsed;
}
type Loose = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value);
const isOneOf = (value: unknown, ...of: readonly unknown[]): boolean => value === undefined || of.includes(value);
const isText = (value: unknown): boolean => value === undefined || typeof value === 'string';
const isFlag = (value: unknown): boolean => value === undefined || typeof value === 'boolean';

function parse(text: string): FileReading | null {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(found)) return null;
  const { array, labels, table, pictures, sounds, text: tokens } = found;
  const sound = isText(array) && isText(labels) && (table === undefined || isTableOptions(table)) && (pictures === undefined || isPictureOptions(pictures)) && (sounds === undefined || isSoundOptions(sounds)) && (tokens === undefined || isTextOptions(tokens));
  return sound ? (found as FileReading) : null;
}
const isTableOptions = (value: unknown): boolean => isObject(value) && isText(value['delimiter']) && isFlag(value['header']) && isText(value['encoding']) && isFlag(value['decimalComma']);
function isPictureOptions(value: unknown): boolean {
  if (!isObject(value) || !isOneOf(value['colour'], 'grey', 'colour', 'as-they-are') || !isOneOf(value['fit'], 'crop', 'stretch', 'pad')) return false;
  return [value['tile'], value['rows'], value['patches']].every((part) => part === undefined || isObject(part)) && optionsFault(value as PictureOptions) === null;
}

const isSoundOptions = (value: unknown): boolean => isObject(value) && isOneOf(value['longer'], 'cut', 'pieces') && isText(value['pattern']) && isText(value['label']) && soundFault(value as SoundOptions) === null;

export function printReading(reading: FileReading): string {
  const { layout: _, labelColumn: __, ...kept } = reading;
  return Object.values(kept).every((value) => value === undefined) ? '' : JSON.stringify(kept);
}
