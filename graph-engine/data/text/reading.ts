/** How a text is read: what its items and tokens are, and how many of each are told apart. Part of the document, so that another file is read in the same way. */
import { textItems, type TextItem } from './items/registry';
import { tokenKinds, type TokenKind } from './tokens/registry';
import { MOST_PLACES } from './token-store';

export interface TextReading {
  readonly items: TextItem;
  readonly tokens: TokenKind;
  /** Capitals are small letters. */
  readonly lowerCase: boolean;
  /** Tokens of a window. */
  readonly window: number;
  /** Tokens of the vocabulary, at most. */
  readonly most: number;
  /** Of an item; 0 for what most items need. */
  readonly places: number;
}
export const textLimits = { window: [2, MOST_PLACES], most: [1, 30_000], places: [0, MOST_PLACES] } as const;
export const usualText: TextReading = { items: 'lines', tokens: 'words', lowerCase: true, window: 32, most: 5000, places: 0 };

/** As the user says; what is left out is guessed. */
export type TextOptions = Partial<TextReading>;

const isWithin = (value: unknown, [least, most]: readonly [number, number]): boolean => Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
const checks: { readonly [K in keyof TextReading]: (value: unknown) => boolean } = {
  items: (value) => Object.hasOwn(textItems, String(value)),
  tokens: (value) => Object.hasOwn(tokenKinds, String(value)),
  lowerCase: (value) => typeof value === 'boolean',
  window: (value) => isWithin(value, textLimits.window),
  most: (value) => isWithin(value, textLimits.most),
  places: (value) => isWithin(value, textLimits.places),
};
export const isTextOptions = (value: unknown): value is TextOptions =>
  typeof value === 'object' && value !== null && Object.entries(checks).every(([key, fits]) => !Object.hasOwn(value, key) || fits((value as Readonly<Record<string, unknown>>)[key]));
