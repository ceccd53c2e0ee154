/** What an item of a text is: one file per kind, one line in the registry. */
import type { TokenStore } from '../token-store';
import type { TokenSettings } from '../tokens/registry';

export interface ItemSettings extends TokenSettings {
  /** Tokens of a window. */
  readonly window: number;
}
/** Takes a text in pieces, whose line ends are single, and puts its items into a store. */
export interface ItemReader {
  add(text: string): void;
  end(): void;
  /** Lines, or what else was to be an item, without a token in it. */
  readonly empty: number;
}
export interface ItemDefinition {
  readonly title: string;
  readonly help: string;
  /** `line`, `lines` */
  readonly noun: readonly [string, string];
  read(store: TokenStore, settings: ItemSettings): ItemReader;
}
