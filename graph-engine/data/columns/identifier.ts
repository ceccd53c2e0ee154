import type { ColumnDefinition } from './definition';

const usual = /^(|id|ids|index|idx|key|row|row_?(id|number|nr)?|uuid|guid|unnamed: ?\d+|column \d+|.*[_ ]id|name(orig|dest)?|.*(account|customer|user|card)_?(id|number|no))$/i;
const SHARE = 0.95;

export const identifier: ColumnDefinition = {
  title: 'Identifier',
  help: 'Names an item, and says nothing of it: kept beside it, and not learned from.',
  role: 'beside',
  kept: 'texts',
  fits({ name, rows, missing, values, numbers, integers, rising }) {
    const present = rows - missing;
    const distinct = values === null ? present : values.size;
    if (present < 2 || distinct < SHARE * present) return usual.test(name.trim()) && values === null ? 0.75 : 0;
    const isText = numbers < SHARE * present;
    if (isText) return 0.7;
    return integers === present && (rising || usual.test(name.trim())) ? (usual.test(name.trim()) ? 0.85 : 0) : 0;
  },
  preparations: [],
};
