/** What a template's objective must reach, and whether a figure does. */

/**
 * Of the first baseline, this many times; a value of its own, where a baseline says little; or what the median over seeds reaches, where seeds matter as much as
 * the objective does (Locatello et al. 2019).
 */
export type Target = { readonly times: number } | { readonly value: number } | { readonly median: number };

interface Judged {
  readonly value: number;
  readonly better: 'lower' | 'higher';
  readonly baselines: Readonly<Record<string, number>>;
}
/** The value that must be reached, by every seed or by their median. @throws `internal:` where there is no baseline to take a multiple of. */
export function limitOf(target: Target, { baselines }: Judged): number {
  if ('value' in target) return target.value;
  if ('median' in target) return target.median;
  const [first] = Object.values(baselines);
  if (first === undefined) throw new Error('internal: a target of a baseline, and there is none');
  return target.times * first;
}
export function reaches(target: Target, judged: Judged): boolean {
  const limit = limitOf(target, judged);
  return judged.better === 'lower' ? judged.value <= limit : judged.value >= limit;
}
