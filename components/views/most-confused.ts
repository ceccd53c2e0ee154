/** Labels that a matrix shows where it cannot show all. */

/** The `most` labels with most mistakes, as label or as what is taken for one, in their own order; all where there are no more. `counts`: [classes, classes]. */
export function mostConfused(counts: ArrayLike<number>, classes: number, most: number): readonly number[] {
  const all = Array.from({ length: classes }, (_, label) => label);
  if (classes <= most) return all;
  const wrong = new Float64Array(classes);
  for (let i = 0; i < counts.length; i++) {
    const [label, taken] = [Math.floor(i / classes), i % classes];
    if (label === taken) continue;
    wrong[label]! += counts[i]!;
    wrong[taken]! += counts[i]!;
  }
  return all.sort((a, b) => wrong[b]! - wrong[a]! || a - b).slice(0, most).sort((a, b) => a - b);
}
