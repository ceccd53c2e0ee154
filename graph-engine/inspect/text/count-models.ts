/** What counting alone says of a token: how frequent it is, what follows another, what stands between two. */

/** Ids of texts, [count, places], padded with 0. */
export interface Texts {
  readonly ids: ArrayLike<number>;
  readonly places: number;
  readonly count: number;
}
/** The probability of a token at a place of texts of its kind. */
export type CountModel = (texts: Texts, item: number, place: number) => number;

/** How many more of each context are taken to have been seen, dealt out as the model with less context says (Dirichlet smoothing). */
const PRIOR = 2;

/** The end of a text, and what is before its beginning, count as padding. */
const at = ({ ids, places }: Texts, item: number, place: number): number => (place < 0 || place >= places ? 0 : ids[item * places + place]!);

/** Counts by a key; contexts of two tokens are one number. */
class Counts {
  private readonly of = new Map<number, number>();
  add(key: number): void {
    this.of.set(key, (this.of.get(key) ?? 0) + 1);
  }
  get(key: number): number {
    return this.of.get(key) ?? 0;
  }
}

/** Fits the three on texts; `classes` ids, of which padding is never asked for. */
export function countModels(texts: Texts, classes: number): { readonly unigram: CountModel; readonly bigram: CountModel; readonly neighbours: CountModel } {
  const [single, afterLeft, beforeRight, lefts, rights, between, pairs] = Array.from({ length: 7 }, () => new Counts()) as [Counts, Counts, Counts, Counts, Counts, Counts, Counts];
  let total = 0;
  for (let item = 0; item < texts.count; item++) {
    for (let place = 0; place < texts.places; place++) {
      const id = at(texts, item, place);
      if (id === 0) continue;
      const [left, right] = [at(texts, item, place - 1), at(texts, item, place + 1)];
      total++;
      single.add(id);
      afterLeft.add(left * classes + id);
      lefts.add(left);
      beforeRight.add(right * classes + id);
      rights.add(right);
      between.add((left * classes + right) * classes + id);
      pairs.add(left * classes + right);
    }
  }
  const one = (id: number): number => (single.get(id) + 1) / (total + classes);
  const beside = (id: number, context: number, of: Counts, contexts: Counts): number => (of.get(context * classes + id) + PRIOR * one(id)) / (contexts.get(context) + PRIOR);
  return {
    unigram: (given, item, place) => one(at(given, item, place)),
    bigram: (given, item, place) => beside(at(given, item, place), at(given, item, place - 1), afterLeft, lefts),
    neighbours(given, item, place) {
      const [id, left, right] = [at(given, item, place), at(given, item, place - 1), at(given, item, place + 1)];
      const either = (beside(id, left, afterLeft, lefts) + beside(id, right, beforeRight, rights)) / 2;
      const pair = left * classes + right;
      return (between.get(pair * classes + id) + PRIOR * either) / (pairs.get(pair) + PRIOR);
    },
  };
}
