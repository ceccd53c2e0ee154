/** What a text is cut into: one file per kind of token, one line in the registry. */
export interface TokenDefinition {
  readonly title: string;
  readonly help: string;
  /** What stands between two tokens where a text is written out of them. */
  readonly between: string;
  /** The tokens of a text in their order. */
  split(text: string): readonly string[];
}
