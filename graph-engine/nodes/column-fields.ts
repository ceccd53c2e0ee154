/** How a Dataset deals its items out, and what the columns of its table are. */
import { classesOf } from '../data/columns/of-source';
import { splitKinds, splits, type SplitKind } from '../data/splits/registry';
import type { Fields } from '../document/fields';
import type { Params } from '../document/types';

/** Chosen where the data are looked at. */
const elsewhere = (): boolean => false;

export const columnFields = {
  columns: { type: 'text', label: 'Columns', help: 'What each column of the table is, and how it is prepared.', default: '', maxLength: 400_000, when: elsewhere },
  reading: { type: 'text', label: 'Reading', help: 'How the file is read, where it is not as the reader guesses.', default: '', maxLength: 10_000, when: elsewhere },
  vocabulary: { type: 'text', label: 'Vocabulary', help: 'The tokens of a text from id 3 on, most frequent first: 0 is padding, 1 what is not among them, 2 what is hidden.', default: '', maxLength: 1_000_000, when: elsewhere },
  classes: { type: 'integer', label: 'Classes', help: 'How many labels the file has.', default: 0, min: 0, max: 65_535, when: elsewhere },
  normal: {
    type: 'text',
    label: 'Trained on',
    help: 'Labels of the items that are trained on, parted by commas: what is normal, where the unusual is to be found. Empty: all items.',
    default: '',
    maxLength: 2000,
    advanced: true,
  },
  labelled: {
    type: 'integer',
    label: 'Labels told',
    help: 'Of so many items that are trained on the label is told, as many of each class as can be; the others are taken as without, and held-out items keep theirs. 0: all labels.',
    default: 0,
    min: 0,
    max: 1_000_000,
    advanced: true,
    when: ({ source, columns, classes }: Params) => classesOf({ source: String(source), columns: String(columns), classes: Number(classes) }) > 0,
  },
  split: {
    type: 'choice',
    label: 'Split',
    help: 'Which items are trained on, held out and left for the test.',
    default: 'shuffled',
    options: splitKinds.map((value) => ({ value, label: splits[value].title, help: splits[value].help })),
    advanced: true,
  },
  splitBy: {
    type: 'text',
    label: 'Split column',
    help: 'The column that the split goes by; empty: the first group, or for a split by time the first date.',
    default: '',
    maxLength: 200,
    advanced: true,
    when: ({ split }: Params) => splits[split as SplitKind]?.by === 'column',
  },
  test: { type: 'number', label: 'Test share', help: 'Share of the items that is neither trained on nor held out, for judging in the end.', default: 0, min: 0, max: 0.9, step: 0.05, advanced: true },
} as const satisfies Fields;
