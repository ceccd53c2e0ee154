/** Characters as a reader counts them: a letter with its accents, a flag or a family of emoji is one (Unicode Standard Annex 29). Line ends are single. */
import { segmentsOf } from './segments';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Characters of ASCII that nothing is put on top of stand alone; of the others the segmenter knows. */
const RUNS = /(?:[\0-\x7f](?=[\0-\x7f]|$))+|(?:[\0-\x7f]?[^\0-\x7f]+)+/g;
const isPlain = (text: string): boolean => text.charCodeAt(text.length - 1) < 0x80;

export const graphemesOf = (text: string): readonly string[] => (text.match(RUNS) ?? []).flatMap((run) => (isPlain(run) ? [...run] : segmentsOf(segmenter, run)));
