/** Labels of what a model learns from, where its document learns from some alone and gets other data. */
import { namesIn } from './deal-out';

/** Those that it names, where the data have them; else those of the published set that the data are; else none. `names`: the labels that there are. */
export function normalFor(kept: string, names: readonly string[], usual: readonly string[]): string {
  if (kept === '') return '';
  const known = (wanted: readonly string[]): boolean => wanted.length > 0 && wanted.every((name) => names.some((one) => one.toLowerCase() === name.toLowerCase()));
  if (known(namesIn(kept))) return kept;
  return known(usual) ? usual.join(',') : '';
}
