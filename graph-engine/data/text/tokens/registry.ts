/** Kinds of tokens. A new one is a new file and a line here. */
import { characters } from './characters';
import type { TokenDefinition } from './definition';
import { words } from './words';

export const tokenKinds = { words, characters } as const satisfies Record<string, TokenDefinition>;
export type TokenKind = keyof typeof tokenKinds;
export const tokenKindIds = Object.keys(tokenKinds) as TokenKind[];

export interface TokenSettings {
  readonly tokens: TokenKind;
  /** Capitals are small letters. */
  readonly lowerCase: boolean;
}

/** Composed letters, so that é is one whoever typed it; line ends are single. */
export const plainText = (text: string, lowerCase: boolean): string => {
  const composed = text.normalize('NFC').replaceAll('\r\n', '\n');
  return lowerCase ? composed.toLowerCase() : composed;
};
export const tokensOf = (text: string, { tokens, lowerCase }: TokenSettings): readonly string[] => tokenKinds[tokens].split(plainText(text, lowerCase));
/** The text of tokens: what `tokensOf` cuts into these again, where they are words or characters. */
export const textOf = (tokens: readonly string[], kind: TokenKind): string => tokens.join(tokenKinds[kind].between);
