import type { ColumnDefinition } from './definition';

/** What columns are called that say what an item is. */
const usual = /^(class|label|labels|target|y|outcome|diagnosis|species|category|is_?fraud|fraud|attack|attack_?type|anomaly|outlier|ground_?truth)$/i;
const MOST_CLASSES = 256;

export const label: ColumnDefinition = {
  title: 'Label',
  help: 'What an item is: it is not learned from, and can be compared with.',
  role: 'label',
  kept: 'codes',
  fits: ({ name, values, rows }) => (values && values.size >= 2 && values.size <= Math.min(MOST_CLASSES, rows / 2) && usual.test(name.trim()) ? 0.9 : 0),
  preparations: [],
};
