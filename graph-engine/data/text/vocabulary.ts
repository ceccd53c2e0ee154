/** Tokens as whole numbers, and back. */

/** A place that holds nothing. */
export const PADDING = 0;
/** A token that is not in the vocabulary. */
export const UNKNOWN = 1;
/** What masked language puts over a token. */
export const HIDDEN = 2;
/** The id of the first word of a vocabulary. */
export const FIRST = 3;
/** How the ids before it are shown. */
export const markNames = ['', '[unknown]', '[hidden]'] as const;

/** How many ids there are. */
export const classesOfVocabulary = (words: readonly string[]): number => words.length + FIRST;
/** The token of an id, as it is shown; empty for padding and for what is no id. */
export const tokenOf = (id: number, vocabulary: readonly string[]): string => (id < FIRST ? (markNames[id] ?? '') : (vocabulary[id - FIRST] ?? ''));

export class Vocabulary {
  private readonly ids: ReadonlyMap<string, number>;
  /** The words from id 3 on. */
  constructor(readonly words: readonly string[]) {
    this.ids = new Map(words.map((word, i) => [word, i + FIRST]));
  }
  idOf(token: string): number {
    return this.ids.get(token) ?? UNKNOWN;
  }
  /** The ids of the first tokens at `places` places, padded at the end. */
  encode(tokens: readonly string[], places: number): Uint32Array {
    return Uint32Array.from({ length: places }, (_, place) => (place < tokens.length ? this.idOf(tokens[place]!) : PADDING));
  }
  /** Tokens as they are shown, up to the padding. */
  decode(ids: ArrayLike<number>): string[] {
    const found = Array.from(ids);
    const end = found.findIndex((id) => id === PADDING);
    return (end < 0 ? found : found.slice(0, end)).map((id) => tokenOf(id, this.words));
  }
}
