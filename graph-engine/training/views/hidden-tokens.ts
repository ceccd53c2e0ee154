/** Held-out texts with some of their tokens hidden, and what the model takes those for; one chosen place of one text hidden alone. */
import { HIDDEN } from '../../data/text/vocabulary';
import { findMaskedLanguage, type MaskedLanguage } from '../../inspect/text/masked-language';
import type { TokenGuess } from '../protocol';
import { rowCount } from '../session-data';
import { nothing, type ViewContext, type ViewOf } from './definition';
import { heldOut, tapsOf } from './model';

const GUESSES = 5;
const NONE = 'Nothing in this graph guesses hidden tokens. Wire Noise of the kind “Hidden tokens” between the Dataset and the network, and its second output to the Mask of the Loss.';

/** The likeliest ids of a place, with their probabilities. */
function guessesAt(logits: Float32Array, from: number, classes: number): readonly TokenGuess[] {
  const place = logits.subarray(from, from + classes);
  const most = place.reduce((one, other) => Math.max(one, other), -Infinity);
  const powers = place.map((logit) => Math.exp(logit - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return Array.from(powers.keys()).sort((a, b) => powers[b]! - powers[a]!).slice(0, GUESSES).map((id) => ({ id, probability: powers[id]! / sum }));
}
const found = ({ session }: ViewContext): MaskedLanguage | null => findMaskedLanguage(session.document, session.analysis);

export const hiddenTokens: ViewOf<'hidden-tokens'> = async (context, { count }) => {
  const what = found(context);
  if (!what) return nothing(NONE);
  const { data, prediction, chosen, corrupted, places, classes } = what;
  const rows = heldOut(context, count);
  const [logits, choice, seen] = await tapsOf(context, [prediction, chosen, corrupted], rows, 'evaluate');
  const { values } = context.data.feeds.get(data)!.rows(rows.get(data)!);
  const texts = Array.from({ length: rowCount(rows) }, (_, row) => ({
    item: rows.get(data)![row]!,
    tokens: Array.from({ length: places }, (_, place) => {
      const at = row * places + place;
      return { id: values[at]!, seen: seen!.values[at]!, guesses: choice!.values[at] === 1 ? guessesAt(logits!.values, at * classes, classes) : null };
    }).filter(({ id }) => id > 0),
  }));
  return { kind: 'hidden-tokens', texts };
};

export const tokenGuesses: ViewOf<'token-guesses'> = async (context, { item, place }) => {
  const what = found(context);
  if (!what) return nothing(NONE);
  const { data, prediction, classes, places } = what;
  const feed = context.data.feeds.get(data)!;
  if (item >= feed.table.count || place >= places) return nothing('There is no such text.');
  const { values } = feed.rows(Uint32Array.of(item));
  values[place] = HIDDEN;
  const [logits] = await context.session.values([prediction], { [data]: values }, 1, 'infer');
  return { kind: 'token-guesses', item, place, guesses: guessesAt(logits!.values, place * classes, classes) };
};
