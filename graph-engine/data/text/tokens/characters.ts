import type { TokenDefinition } from './definition';
import { graphemesOf } from './graphemes';

export const characters: TokenDefinition = {
  title: 'Characters',
  help: 'Every character is a token, blanks and line ends too: few kinds of tokens, long items.',
  between: '',
  split: graphemesOf,
};
