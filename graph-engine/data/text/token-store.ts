/** The tokens of all items as numbers in one growing list, while nobody knows yet which of them a vocabulary will hold. Memory is bounded, whatever the text. */
import { ownText } from '../formats/own-text';
import { FIRST, UNKNOWN } from './vocabulary';

/** Kinds of tokens that are told apart; later ones are unknown. */
const MOST_KINDS = 2 ** 20;
/** A longer token, such as an address or a file in letters, is unknown. */
const LONGEST = 64;
/** Tokens of all items. */
export const MOST_TOKENS = 2 ** 26;
/** Places of an item; what is beyond is counted, and not kept. */
export const MOST_PLACES = 1024;

export class TokenStore {
  private readonly kinds = new Map<string, number>();
  /** Unknown, and the kinds in the order of their coming; ids as a vocabulary of all of them would have. */
  readonly names: string[] = [];
  private ids = new Uint32Array(1 << 12);
  private used = 0;
  private starts = new Uint32Array(1 << 8);
  private lengths = new Uint32Array(1 << 8);
  private items = 0;
  private open = false;

  /** Puts tokens to the item at hand, which begins with the first of them. */
  add(tokens: readonly string[]): void {
    if (tokens.length === 0) return;
    if (!this.open) this.begin();
    const item = this.items - 1;
    const kept = Math.min(tokens.length, Math.max(0, MOST_PLACES - this.lengths[item]!));
    this.lengths[item]! += tokens.length;
    if (this.used + kept > this.ids.length) this.ids = grown(this.ids, this.used + kept);
    for (let i = 0; i < kept; i++) this.ids[this.used++] = this.idOf(tokens[i]!);
  }
  /** Whether there was a token in it. */
  end(): boolean {
    const had = this.open;
    this.open = false;
    return had;
  }
  private begin(): void {
    if (this.items === this.starts.length) [this.starts, this.lengths] = [grown(this.starts, this.items + 1), grown(this.lengths, this.items + 1)];
    this.starts[this.items] = this.used;
    this.lengths[this.items++] = 0;
    this.open = true;
  }
  private idOf(token: string): number {
    const known = this.kinds.get(token);
    if (known !== undefined) return known;
    if (token.length > LONGEST || this.names.length === MOST_KINDS) return UNKNOWN;
    const own = ownText(token);
    const id = this.names.push(own) - 1 + FIRST;
    this.kinds.set(own, id);
    return id;
  }

  get count(): number {
    return this.items;
  }
  /** Tokens that are kept. */
  get total(): number {
    return this.used;
  }
  /** Of the item at hand; 0 where none is begun. */
  get openLength(): number {
    return this.open ? this.lengths[this.items - 1]! : 0;
  }
  /** How many tokens an item has, of which at most `MOST_PLACES` are kept. */
  lengthOf(item: number): number {
    return this.lengths[item]!;
  }
  lengthsOfAll(): Uint32Array {
    return this.lengths.subarray(0, this.items);
  }
  /** Shares memory. */
  idsOf(item: number): Uint32Array {
    const from = this.starts[item]!;
    return this.ids.subarray(from, from + Math.min(this.lengths[item]!, MOST_PLACES));
  }
}

function grown(list: Uint32Array<ArrayBuffer>, least: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(least, 2 * list.length));
  larger.set(list);
  return larger;
}
