/** Masked language: how well hidden tokens of unseen texts are guessed, against what counting says. */
import { unit } from '../../document/units';
import { countModels, type CountModel, type Texts } from '../text/count-models';
import { findMaskedLanguage, type MaskedLanguage } from '../text/masked-language';
import type { Fold, ItemSet, Objective, ObjectiveContext, ObjectiveSubject } from './definition';

/** Logits that are held at once. */
const MOST = 2 ** 22;

const textsOf = ({ data, places }: MaskedLanguage, { numbers, count }: ItemSet): Texts => ({ ids: numbers[data]!, places, count });
const partOf = (items: ItemSet, from: number, count: number): ItemSet => ({
  ...items,
  count,
  numbers: Object.fromEntries(Object.entries(items.numbers).map(([id, values]) => [id, values.subarray((from * values.length) / items.count, ((from + count) * values.length) / items.count)])),
});

/** −log softmax(z)[wanted] of the logits from `from` on. */
function surprise(logits: Float32Array, from: number, classes: number, wanted: number): number {
  let most = -Infinity;
  for (let i = 0; i < classes; i++) most = Math.max(most, logits[from + i]!);
  let sum = 0;
  for (let i = 0; i < classes; i++) sum += Math.exp(logits[from + i]! - most);
  return most + Math.log(sum) - logits[from + wanted]!;
}

interface Judged {
  /** Mean over the chosen places of all items. */
  readonly value: number;
  /** Chosen places, as `item * places + place`. */
  readonly chosen: readonly number[];
}
async function judged({ model }: Pick<ObjectiveContext, 'model'>, what: MaskedLanguage, items: ItemSet): Promise<Judged> {
  const { places, classes, prediction, chosen: choice } = what;
  const { ids } = textsOf(what, items);
  const most = Math.max(1, Math.floor(MOST / (places * classes)));
  const found: number[] = [];
  let sum = 0;
  for (let from = 0; from < items.count; from += most) {
    const count = Math.min(most, items.count - from);
    const [logits, chosen] = await model.taps([prediction, choice], partOf(items, from, count), 'evaluate');
    for (let at = 0; at < count * places; at++) {
      if (chosen![at] !== 1) continue;
      found.push(from * places + at);
      sum += surprise(logits!, at * classes, classes, ids[from * places + at]!);
    }
  }
  return { value: sum / Math.max(1, found.length), chosen: found };
}

const meanOf = (model: CountModel, texts: Texts, chosen: readonly number[]): number =>
  chosen.reduce((sum, at) => sum - Math.log(model(texts, Math.floor(at / texts.places), at % texts.places)), 0) / Math.max(1, chosen.length);

function baselinesOf(what: MaskedLanguage, { fit, held }: Fold, chosen: readonly number[]): Record<string, number> {
  const { neighbours, bigram, unigram } = countModels(textsOf(what, fit), what.classes);
  const texts = textsOf(what, held);
  return { 'both neighbours counted': meanOf(neighbours, texts, chosen), 'the token before counted': meanOf(bigram, texts, chosen), 'frequencies': meanOf(unigram, texts, chosen) };
}

const found = ({ document, analysis }: ObjectiveSubject): MaskedLanguage | null => findMaskedLanguage(document, analysis);

export const hiddenTokens: Objective = {
  name: 'cross-entropy of hidden tokens',
  sentence:
    'Cross-entropy of the tokens that were chosen, given the others: the mean over all of them, in nats. Beside it, of the same tokens, what counting in the texts that were trained on says by both neighbours, which are never hidden from it, by the token before, and by frequencies alone.',
  unit: unit('nats', 'choice'),
  better: 'lower',
  fits: (subject) => found(subject) !== null,
  async measure(context) {
    const what = found(context)!;
    const { value, chosen } = await judged(context, what, context.held);
    const [fold] = context.folds;
    // Halves of what is judged have places of their own.
    const whole = fold && fold.held.count === context.held.count ? baselinesOf(what, fold, chosen) : {};
    return { value, baselines: whole };
  },
};
