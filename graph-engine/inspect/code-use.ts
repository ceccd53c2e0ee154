/** How evenly a discrete code is used. */
export interface CodeUse {
  readonly counts: Uint32Array;
  /** exp of the entropy of the empirical distribution, 1 … classes. */
  readonly perplexity: number;
  readonly used: number;
}

export function codeUse(indices: ArrayLike<number>, classes: number): CodeUse {
  const counts = new Uint32Array(classes);
  for (let i = 0; i < indices.length; i++) counts[indices[i]!]!++;
  let entropy = 0;
  let used = 0;
  for (const count of counts) {
    if (count === 0) continue;
    used++;
    entropy -= (count / indices.length) * Math.log(count / indices.length);
  }
  return { counts, perplexity: Math.exp(entropy), used };
}
