/** Text as it comes, as tokens: what a piece cuts off waits for the next, and nothing waits without end. */
import { graphemesOf } from './tokens/graphemes';
import { tokensOf, type TokenSettings } from './tokens/registry';

/** Characters that wait for what ends them. */
const MOST_HELD = 1 << 16;
/** Characters of which the last place to cut is looked for, where no blank parts a long text. */
const LOOKED_AT = 64;

export class TokenStream {
  private rest = '';
  constructor(
    private readonly settings: TokenSettings,
    private readonly put: (tokens: readonly string[]) => void,
  ) {}

  add(text: string): void {
    this.rest += text;
    if (this.rest.length < MOST_HELD) return;
    const cut = placeToCut(this.rest);
    this.put(tokensOf(this.rest.slice(0, cut), this.settings));
    this.rest = this.rest.slice(cut);
  }
  /** Nothing more belongs to what was added. */
  end(): void {
    if (this.rest !== '') this.put(tokensOf(this.rest, this.settings));
    this.rest = '';
  }
}

/** Before the last blank; without any, before the last character, which may go on in what comes. */
function placeToCut(text: string): number {
  const blank = Math.max(text.lastIndexOf(' '), text.lastIndexOf('\n'), text.lastIndexOf('\t'));
  if (blank > 0) return blank;
  const last = graphemesOf(text.slice(-LOOKED_AT)).at(-1)!.length;
  return last < LOOKED_AT ? text.length - last : text.length;
}
