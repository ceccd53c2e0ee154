/** What masked language does to tokens (Devlin et al. 2019, section 3.1). */
import { FIRST, HIDDEN } from '../data/text/vocabulary';
import { defineFunction } from '../functions/define-function';
import type { Builder, Tensor } from '../program/builder';

const chooseTokens = defineFunction(
  { name: 'chooseTokens', help: 'Chooses a random share of the places that hold something, and at least one of each item', source: 'Devlin et al. 2019' },
  ['present', 'share'],
  (b, present: Tensor, share: Tensor | number) => {
    const u = b.name('u', b.randomUniform(present.shape));
    const first = b.name('first', b.oneHot(b.argMax(b.mul(present, b.sub(1, u))), present.shape[1]!));
    return b.mul(present, b.maximum(b.step(b.sub(share, u)), first));
  },
);
const hideTokens = defineFunction(
  { name: 'hideTokens', help: 'Of the chosen tokens, hides 80 %, makes 10 % any of `words` others, and leaves 10 % as they are', source: 'Devlin et al. 2019' },
  ['tokens', 'chosen', 'words'],
  (b, tokens: Tensor, chosen: Tensor, words: Tensor | number) => {
    const how = b.name('how', b.randomUniform(chosen.shape));
    const other = b.name('other', b.add(b.floor(b.mul(b.randomUniform(chosen.shape), words)), FIRST));
    const hidden = b.name('hidden', b.mul(chosen, b.step(b.sub(0.8, how))));
    const replaced = b.name('replaced', b.mul(chosen, b.step(b.sub(how, 0.9))));
    return b.toInt(b.select(hidden, HIDDEN, b.select(replaced, other, b.toFloat(tokens))));
  },
);

/** `classes`: of the tokens, with the three that are no words. Gives the tokens with some hidden, and 1 at the places that were chosen. */
export function corruptTokens(b: Builder, tokens: Tensor, mask: Tensor | undefined, share: number, classes: number): { readonly tokens: Tensor; readonly chosen: Tensor } {
  const present = mask ?? b.constant(1, tokens.shape);
  const chosen = b.name('chosen', share === 0 ? b.zerosLike(present) : chooseTokens(b, present, share));
  return { tokens: hideTokens(b, tokens, chosen, classes - FIRST), chosen };
}
