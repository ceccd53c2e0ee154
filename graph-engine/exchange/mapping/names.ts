/** What names of tensors tell: words, and which part a tensor plays in its layer. */

/** Words that different programs use for one thing. */
const same: Readonly<Record<string, string>> = { enc: 'encoder', dec: 'decoder', mu: 'mean', logvar: 'logvariance', lv: 'logvariance', var: 'variance', sigma: 'variance', emb: 'embedding', disc: 'discriminator', conv2d: 'conv', linear: 'dense', fc: 'dense', bn: 'batch' };

/** `Encoder.fc_mu.0` → encoder, dense, mean, 0 */
export const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/log[_ .-]?var(iance)?/gi, '.logvariance.')
    .replace(/([a-z])([A-Z])/g, '$1.$2')
    .replace(/([a-z])(\d)/gi, '$1.$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => (Object.hasOwn(same, word) ? same[word]! : word));

/** Names before or after one another as people count: layer 9 before layer 10. */
export const inOrder = new Intl.Collator('en', { numeric: true }).compare;

export type Part = 'kernel' | 'bias' | 'scale' | 'shift' | 'mean' | 'variance' | 'table' | 'other';

/** By the last word of a name, here or elsewhere; several where that does not tell. */
const parts: readonly (readonly [RegExp, readonly Part[]])[] = [
  [/(^|[./_])weight(_v)?$/i, ['kernel', 'scale', 'table']],
  [/(^|[./_])(kernel\d*|w)(:0)?$/i, ['kernel']],
  [/(^|[./_])(bias\d*|b)(:0)?$/i, ['bias', 'shift']],
  [/(^|[./_])gamma(:0)?$/i, ['scale']],
  [/(^|[./_])beta(:0)?$/i, ['shift']],
  [/(running|moving)_?mean(:0)?$/i, ['mean']],
  [/(running|moving)_?var(iance)?(:0)?$/i, ['variance']],
  [/(codebook|embeddings?|vectors)(:0)?$/i, ['table']],
];
export const partsOf = (name: string): readonly Part[] => parts.find(([pattern]) => pattern.test(name))?.[1] ?? ['other'];

/** What stands before the last word: the layer. */
export const layerOf = (name: string): string => name.replace(/[./]?[^./]*$/, '');
